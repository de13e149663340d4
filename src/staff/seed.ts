import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainDate } from '../calendar/plain-date.js';
import { parseTable, type JsonReader } from '../json/json-reader.js';
import type { LoadedPolicy } from '../policy/load.js';
import { PolicyError } from '../policy/policy-error.js';
import { PURPOSES } from '../policy/terms.js';
import type { AccountRow, ContractRow, GrantRow, HoldingRow, RosterRow, StaffRows } from './staff-rows.js';
import { areNetworks } from './contracts.js';
import { approvalFault, menuOf } from './menu-grants.js';
import { StaffIndex } from './staff-index.js';

const FILE = 'accounts.json';

export interface SeedOptions {
  /** Folder that holds `accounts.json`. */
  readonly directory: string;
  readonly policy: Pick<LoadedPolicy, 'roles' | 'purposes'>;
  /** What `"today"` means in the file, `YYYY-MM-DD`: an installation's credentials begin when it does. */
  readonly today: string;
}

/**
 * The staff an empty store begins with. Throws `PolicyError` naming every entry at fault: unknown roles,
 * self-approval, approvers who do not hold the office.
 */
export function readSeed({ directory, policy, today }: SeedOptions): StaffRows {
  const faults: string[] = [];
  const file = parseTable(FILE, readFileSync(join(directory, FILE), 'utf8'), faults);
  const accounts = file.object('accounts').entries();
  const contracts = file.object('contracts').entries();
  const roster: RosterRow[] = [];
  const grants: (readonly [GrantRow, JsonReader])[] = [];
  const rows: StaffRows = {
    accounts: accounts.map(([id, row]) => {
      grants.push(...row.objects('grants').map((grant) => [readGrant(id, grant), grant] as const));
      return readAccount(id, row, { policy, today });
    }),
    holdings: file.objects('offices').map(readHolding),
    contracts: contracts.map(([id, row]) => {
      roster.push(...row.objects('roster').map((line) => readLine(id, line)));
      return readContract(id, row);
    }),
    roster,
    grants: grants.map(([grant]) => grant),
  };
  file.nothingElse();
  const index = new StaffIndex(rows);
  for (const [grant, reader] of grants) judge(index, grant, { reader, policy });
  if (faults.length > 0) throw new PolicyError(faults);
  return rows;
}

function readAccount(
  id: string,
  row: JsonReader,
  { policy, today }: Omit<SeedOptions, 'directory'>,
): AccountRow {
  const read = {
    id,
    personId: row.textOrNull('person'),
    role: row.oneOf('role', policy.roles) ?? '',
    nameJa: row.text('nameJa'),
    nameEn: row.text('nameEn'),
    kind: row.oneOf('kind', ['person', 'service']) ?? 'person',
    loginMethods: row.texts('amr').join(' '),
    begins: row.day('begins'),
    ends: row.dayOrNull('ends'),
    endReason: null,
    credentialRenewedOn: dayOrToday(row, 'credentialRenewedOn', today),
    trainedOn: dayOrToday(row, 'trainedOn', today),
    pledgedOn: dayOrToday(row, 'pledgedOn', today),
  };
  row.nothingElse();
  return read;
}

function dayOrToday(row: JsonReader, name: string, today: string): string | null {
  const text = row.textOrNull(name);
  if (text === null || isPlainDate(text)) return text;
  if (text !== 'today') row.fault(`${name} must be a day, YYYY-MM-DD, or "today"`);
  return today;
}

function readGrant(account: string, row: JsonReader): GrantRow {
  const read = {
    id: randomUUID(),
    account,
    purpose: row.oneOf('purpose', PURPOSES) ?? '',
    approver: row.text('approver'),
    approvedOn: row.day('approvedOn'),
    begins: row.day('from'),
    ends: row.day('to'),
    revokedOn: null,
    revokedBy: null,
  };
  row.nothingElse();
  if (read.ends < read.begins) row.fault(`${read.purpose} ends before it begins`);
  return read;
}

/** R174: approver ≠ grantee, and the approver held the menu's office. */
function judge(
  index: StaffIndex,
  grant: GrantRow,
  { reader, policy }: { readonly reader: JsonReader; readonly policy: SeedOptions['policy'] },
): void {
  const menu = menuOf(grant, policy.purposes);
  if (menu === undefined) return;
  const fault = approvalFault(index, menu, { ...grant, day: grant.approvedOn });
  if (fault === 'SELF_GRANT') reader.fault(`${grant.purpose} is approved by the account itself`);
  if (fault === 'NOT_THE_OWNER') reader.fault(`${grant.approver} may not approve ${grant.purpose}`);
}

function readHolding(row: JsonReader): HoldingRow {
  const read = {
    id: randomUUID(),
    office: row.text('office'),
    account: row.text('account'),
    begins: row.day('from'),
    ends: row.dayOrNull('to'),
    delegatedBy: row.textOrNull('delegatedBy'),
  };
  row.nothingElse();
  return read;
}

function readContract(id: string, row: JsonReader): ContractRow {
  const endpoints = row.texts('approvedEndpoints');
  const handlerCap = row.number('handlerCap');
  const read = {
    id,
    contractor: row.text('contractor'),
    matter: row.text('matter'),
    responsible: row.text('responsible'),
    begins: row.day('from'),
    ends: row.day('to'),
    handlerCap,
    approvedEndpoints: endpoints.join(' '),
    bornFrom: row.dayOrNull('bornFrom'),
    bornTo: row.dayOrNull('bornTo'),
    // What is re-entrusted is approved by the city first (R108), so no contract begins as one.
    primeContract: null,
    reason: null,
    information: null,
    safety: null,
    supervision: null,
    approvedOn: null,
  };
  row.nothingElse();
  if (!Number.isSafeInteger(handlerCap) || handlerCap < 0) row.fault('handlerCap must be a whole number');
  if (!areNetworks(endpoints)) row.fault('approvedEndpoints must be networks in CIDR notation');
  return read;
}

function readLine(contract: string, row: JsonReader): RosterRow {
  const read = {
    id: randomUUID(),
    contract,
    account: row.text('account'),
    begins: row.day('from'),
    ends: row.dayOrNull('to'),
  };
  row.nothingElse();
  return read;
}
