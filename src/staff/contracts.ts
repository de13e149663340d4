import { zoneFinder } from '../identity/zone.js';
import type { ContractScope } from '../policy/terms.js';
import type { ContractRow } from './staff-rows.js';
import type { StaffIndex } from './staff-index.js';
import type { AccountStatus } from './account-status.js';
import { isInForce } from './term.js';

/** What the assessment declares, though it describes three (R103, X03): the register shows both. */
export const DECLARED_CONTRACTS = 5;

/** The role whose accounts work under a contract. */
export const CONTRACTOR_ROLE = 'contractor';

/** The contract an account works under today, or why it may not. */
export type ContractStatus =
  | { readonly status: 'GOOD'; readonly contract: ContractRow }
  | { readonly status: Exclude<AccountStatus, 'GOOD'> };

/** Roster line, contract and number of handlers, in that order (R129, R111, R107). */
export function contractStatus(index: StaffIndex, account: string, today: string): ContractStatus {
  const lines = index.linesOf(account).filter((line) => isInForce(line, today));
  if (lines.length === 0) return { status: 'NO_ROSTER_LINE' };
  const contract = lines
    .map((line) => index.contracts.get(line.contract))
    .find((found) => found !== undefined && contractInForce(index, found, today));
  if (contract === undefined) return { status: 'NO_CONTRACT' };
  const place = handlersOn(index, contract.id, today).indexOf(account);
  return place < contract.handlerCap ? { status: 'GOOD', contract } : { status: 'OVER_CAP' };
}

/** A re-entrusted part stands and falls with the contract it is a part of (R120). */
export function contractInForce(index: StaffIndex, contract: ContractRow, day: string): boolean {
  if (!isInForce(contract, day)) return false;
  if (contract.primeContract === null) return true;
  const prime = index.contracts.get(contract.primeContract);
  return prime !== undefined && isInForce(prime, day);
}

/**
 * Accounts on the contract's roster on a day, the longest-standing first: those beyond the cap are the last to
 * come.
 */
export function handlersOn(index: StaffIndex, contract: string, day: string): readonly string[] {
  const lines = index.rows.roster.filter((line) => line.contract === contract && isInForce(line, day));
  const ordered = lines.toSorted((a, b) => compare(a.begins, b.begins) || compare(a.account, b.account));
  return [...new Set(ordered.map(({ account }) => account))];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const scopeOf = ({ bornFrom, bornTo }: ContractRow): ContractScope =>
  Object.freeze({ bornFrom, bornTo });

export const endpointsOf = ({ approvedEndpoints }: ContractRow): readonly string[] =>
  approvedEndpoints.split(' ').filter((cidr) => cidr !== '');

/**
 * Whether the city approved this peer for the contract, and for the one it is a part of (R120, R126). A
 * contract that states no endpoint leaves it at the zone, which the policy asks for anyway.
 */
export function isApprovedEndpoint(index: StaffIndex, contract: ContractRow, peerAddress: string): boolean {
  const prime = contract.primeContract === null ? undefined : index.contracts.get(contract.primeContract);
  return [contract, ...(prime === undefined ? [] : [prime])].every((each) => {
    const cidrs = endpointsOf(each);
    return cidrs.length === 0 || within(cidrs, peerAddress);
  });
}

/** Throws for what is no network in CIDR notation. */
function within(cidrs: readonly string[], peerAddress: string): boolean {
  return zoneFinder(cidrs.map((cidr) => ({ zone: 'CONTRACTOR_VPN', cidr })))(peerAddress) !== null;
}

/** Whether all are networks in CIDR notation. */
export function areNetworks(cidrs: readonly string[]): boolean {
  try {
    within(cidrs, '127.0.0.1');
    return true;
  } catch {
    return false;
  }
}
