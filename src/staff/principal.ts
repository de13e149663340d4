import type { PurposeTable } from '../policy/purposes.js';
import { WORKS, type Principal } from '../policy/terms.js';
import type { AccountRow, ContractRow } from './staff-rows.js';
import { CONTRACTOR_ROLE, contractStatus, endpointsOf, isApprovedEndpoint, scopeOf } from './contracts.js';
import { departmentOn } from './departments.js';
import { openPurposes } from './menu-grants.js';
import type { StaffIndex } from './staff-index.js';
import { accountStatus, type AccountStatus } from './account-status.js';

export interface Entrance {
  readonly account: string;
  /** As the socket reports it; null where nobody connects (a command that explains rules). */
  readonly peerAddress: string | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export type Admission =
  | { readonly status: 'GOOD'; readonly account: AccountRow; readonly contract: ContractRow | null }
  | { readonly status: Exclude<AccountStatus, 'GOOD'> };

/** Whether an account may be used now from there, and under which contract. */
export function admit(index: StaffIndex, { account: name, peerAddress, today }: Entrance): Admission {
  const account = index.accounts.get(name);
  if (account === undefined) return { status: 'UNKNOWN' };
  const own = accountStatus(account, today);
  if (own !== 'GOOD') return { status: own };
  if (account.role !== CONTRACTOR_ROLE) return { status: 'GOOD', account, contract: null };
  const found = contractStatus(index, name, today);
  if (found.status !== 'GOOD') return found;
  const { contract } = found;
  // R126: not one word to a contractor from elsewhere, whatever they ask for.
  const approved =
    peerAddress === null
      ? endpointsOf(contract).length > 0
      : isApprovedEndpoint(index, contract, peerAddress);
  if (!approved) return { status: 'ENDPOINT' };
  return { status: 'GOOD', account, contract };
}

export interface PrincipalFacts {
  readonly account: AccountRow;
  readonly contract: ContractRow | null;
  readonly amr: readonly string[];
  readonly ownAtenaNumber: string | null;
  readonly purposes: PurposeTable;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** The account as it stands today, with the purposes on the menus that are open to it. */
export function principalOf(index: StaffIndex, facts: PrincipalFacts): Principal {
  const { account, contract, amr, ownAtenaNumber } = facts;
  return Object.freeze({
    account: account.id,
    role: account.role,
    kind: account.kind,
    nameJa: account.nameJa,
    nameEn: account.nameEn,
    purposes: openPurposes(index, account.id, facts),
    amr: Object.freeze([...amr]),
    ownAtenaNumber,
    contract: contract === null ? null : scopeOf(contract),
    work: WORKS.find((work) => work === contract?.work) ?? null,
    department: departmentOn(account, facts.today),
  });
}
