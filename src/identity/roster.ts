import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayError } from '../errors/gateway-error.js';
import { parseTable, type JsonReader } from '../policy/json-reader.js';
import type { LoadedPolicy } from '../policy/load.js';
import { PolicyError } from '../policy/policy-error.js';
import { PURPOSES, type Principal, type Purpose } from '../policy/terms.js';

/** Use of one menu, granted by somebody else, for a time (R174). Days are `YYYY-MM-DD` and both count. */
export interface Grant {
  readonly purpose: Purpose;
  readonly approver: string;
  readonly from: string;
  readonly to: string;
}

/** One person or machine (R172): never shared, ended on the day of a transfer or at the end of a contract (R175). */
export interface Account {
  readonly account: string;
  readonly role: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly kind: 'person' | 'service';
  /** Authentication methods that the demo issuer's tokens carry; a real issuer says for itself. */
  readonly amr: readonly string[];
  /** Last day of the account; null while none is set. */
  readonly ends: string | null;
  readonly grants: readonly Grant[];
}

export interface Roster {
  readonly accounts: ReadonlyMap<string, Account>;
  /** The account as it stands today. Throws FORBIDDEN when it is unknown or has ended; only the log learns which. */
  principal(account: string, amr: readonly string[]): Principal;
}

export interface RosterOptions {
  /** Folder that holds `accounts.json`. */
  readonly directory: string;
  readonly policy: Pick<LoadedPolicy, 'roles' | 'purposes'>;
  /** Today, `YYYY-MM-DD`; asked anew for every request. */
  readonly today: () => string;
  /** Account → the staff member's own 宛名番号, where he lives in the city. */
  readonly staff?: Readonly<Record<string, string | null>>;
}

const FILE = 'accounts.json';

/** Reads the roster. Throws `PolicyError` naming every account at fault: unknown roles, self-approval, wrong approvers. */
export function loadRoster({ directory, policy, today, staff = {} }: RosterOptions): Roster {
  const faults: string[] = [];
  const rows = parseTable(FILE, readFileSync(join(directory, FILE), 'utf8'), faults).entries();
  const accounts = new Map(rows.map(([account, row]) => [account, readAccount(account, row, policy)]));
  if (faults.length > 0) throw new PolicyError(faults);
  return {
    accounts,
    principal(account, amr) {
      const found = accounts.get(account);
      const day = today();
      if (found === undefined)
        throw new GatewayError('FORBIDDEN', { detail: 'the account is not on the roster' });
      if (found.ends !== null && found.ends < day)
        throw new GatewayError('FORBIDDEN', { detail: 'the account has ended' });
      const { role, kind, nameJa, nameEn, grants } = found;
      const current = grants.filter(({ from, to }) => from <= day && day <= to);
      return Object.freeze({
        account,
        role,
        kind,
        nameJa,
        nameEn,
        purposes: new Set(current.map(({ purpose }) => purpose)),
        amr: Object.freeze([...amr]),
        ownAtenaNumber: Object.hasOwn(staff, account) ? (staff[account] ?? null) : null,
        contract: null,
      });
    },
  };
}

function readAccount(account: string, row: JsonReader, policy: RosterOptions['policy']): Account {
  const read: Account = {
    account,
    role: row.oneOf('role', policy.roles) ?? '',
    nameJa: row.text('nameJa'),
    nameEn: row.text('nameEn'),
    kind: row.oneOf('kind', ['person', 'service']) ?? 'person',
    amr: row.texts('amr'),
    ends: row.dayOrNull('ends'),
    grants: row.objects('grants').flatMap((grant) => readGrant(account, grant, policy) ?? []),
  };
  row.nothingElse();
  return read;
}

function readGrant(account: string, row: JsonReader, policy: RosterOptions['policy']): Grant | null {
  const purpose = row.oneOf('purpose', PURPOSES);
  const grant = { approver: row.text('approver'), from: row.day('from'), to: row.day('to') };
  row.nothingElse();
  if (purpose === null) return null;
  // R174: approver ≠ grantee, and the approver administers that menu.
  if (grant.approver === account) row.fault(`${purpose} is approved by the account itself`);
  else if (!policy.purposes.get(purpose)?.approvers.includes(grant.approver))
    row.fault(`${grant.approver} may not approve ${purpose}`);
  if (grant.to < grant.from) row.fault(`${purpose} ends before it begins`);
  return { purpose, ...grant };
}
