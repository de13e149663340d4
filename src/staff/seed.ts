import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '../individual-number/new-id.js';
import { isPlainDate } from '../calendar/plain-date.js';
import { day, kind, list, named, number, ofField, oneOf, section, text, texts } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';
import type { LoadedPolicy } from '../policy/load.js';
import { PolicyError } from '../policy/policy-error.js';
import type { PurposeTable } from '../policy/purposes.js';
import { PURPOSES, WORKS } from '../policy/terms.js';
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

/** A word of the list, or a stand-in that no rule knows. */
const wordOf = (words: readonly string[]): z.ZodType<string> => {
  const line = `must be one of ${words.join(', ')}`;
  return kind(
    z.string(line).refine((word) => words.includes(word), line),
    '',
  );
};

const dayOrToday = text
  .nullable()
  .refine(
    (value) => value === null || value === 'today' || isPlainDate(value),
    ofField('must be a day, YYYY-MM-DD, or "today"'),
  );

const grant = section({
  purpose: wordOf(PURPOSES),
  approver: text,
  approvedOn: day,
  from: day,
  to: day,
}).superRefine(({ purpose, from, to }, { addIssue }) => {
  if (to < from) addIssue(`${purpose} ends before it begins`);
});

const accountOf = (roles: readonly string[]) =>
  section({
    person: text.nullable(),
    role: wordOf(roles),
    nameJa: text,
    nameEn: text,
    kind: oneOf(['person', 'service']),
    amr: texts,
    begins: day,
    ends: day.nullable(),
    credentialRenewedOn: dayOrToday,
    trainedOn: dayOrToday,
    pledgedOn: dayOrToday,
    department: text.nullable(),
    grants: list(grant),
  });

const holding = section({
  office: text,
  account: text,
  from: day,
  to: day.nullable(),
  delegatedBy: text.nullable(),
});

const rosterLine = section({ account: text, from: day, to: day.nullable() });

const contract = section({
  contractor: text,
  matter: text,
  responsible: text,
  from: day,
  to: day,
  handlerCap: number.refine(
    (cap) => Number.isSafeInteger(cap) && cap >= 0,
    ofField('must be a whole number'),
  ),
  approvedEndpoints: texts.refine(
    (cidrs) => cidrs.length > 0 && areNetworks(cidrs),
    ofField('must be networks in CIDR notation'),
  ),
  work: oneOf(WORKS),
  reEntrustment: oneOf(['ALLOWED', 'NONE']),
  bornFrom: day.nullable(),
  bornTo: day.nullable(),
  roster: list(rosterLine),
});

/** Which roles there are, the policy's schema says. */
const tableOf = (roles: readonly string[]) =>
  section({
    accounts: named(accountOf(roles)),
    contracts: named(contract),
    offices: list(holding),
  });

/**
 * The staff an empty store begins with. Throws `PolicyError` naming every entry at fault: unknown roles,
 * self-approval, approvers who do not hold the office.
 */
export function readSeed({ directory, policy, today }: SeedOptions): StaffRows {
  const faults: string[] = [];
  const text = readFileSync(join(directory, FILE), 'utf8');
  const file = readTable(tableOf(policy.roles), FILE, text, faults);
  const accounts = [...file.accounts];
  const grants = accounts.flatMap(([id, row]) =>
    row.grants.map((read, at) => ({ row: grantRow(id, read), place: `accounts: ${id}.grants[${at}]` })),
  );
  const rows: StaffRows = {
    accounts: accounts.map(([id, row]) => accountRow(id, row, today)),
    holdings: file.offices.map(holdingRow),
    contracts: [...file.contracts].map(([id, row]) => contractRow(id, row)),
    roster: [...file.contracts].flatMap(([id, { roster }]) => roster.map((line) => lineRow(id, line))),
    grants: grants.map(({ row }) => row),
    overrides: [],
  };
  const index = new StaffIndex(rows);
  for (const { row, place } of grants) {
    const fault = approvalLine(index, row, policy.purposes);
    if (fault !== null) faults.push(`${FILE}: ${place}: ${fault}`);
  }
  if (faults.length > 0) throw new PolicyError(faults);
  return rows;
}

/** R174: approver ≠ grantee, and the approver held the menu's office. */
function approvalLine(index: StaffIndex, grant: GrantRow, purposes: PurposeTable): string | null {
  const menu = menuOf(grant, purposes);
  if (menu === undefined) return null;
  const fault = approvalFault(index, menu, { ...grant, day: grant.approvedOn });
  if (fault === 'SELF_GRANT') return `${grant.purpose} is approved by the account itself`;
  return fault === null ? null : `${grant.approver} may not approve ${grant.purpose}`;
}

type Account = z.infer<ReturnType<typeof accountOf>>;

function accountRow(id: string, row: Account, today: string): AccountRow {
  const dayOf = (day: string | null): string | null => (day === null || isPlainDate(day) ? day : today);
  return {
    id,
    personId: row.person,
    role: row.role,
    nameJa: row.nameJa,
    nameEn: row.nameEn,
    kind: row.kind,
    loginMethods: row.amr.join(' '),
    begins: row.begins,
    ends: row.ends,
    endReason: null,
    credentialRenewedOn: dayOf(row.credentialRenewedOn),
    trainedOn: dayOf(row.trainedOn),
    pledgedOn: dayOf(row.pledgedOn),
    department: row.department,
    secondedFrom: null,
    secondedTo: null,
  };
}

function grantRow(account: string, row: z.infer<typeof grant>): GrantRow {
  return {
    id: newId(),
    account,
    purpose: row.purpose,
    approver: row.approver,
    approvedOn: row.approvedOn,
    begins: row.from,
    ends: row.to,
    revokedOn: null,
    revokedBy: null,
  };
}

function holdingRow(row: z.infer<typeof holding>): HoldingRow {
  return {
    id: newId(),
    office: row.office,
    account: row.account,
    begins: row.from,
    ends: row.to,
    delegatedBy: row.delegatedBy,
  };
}

function contractRow(id: string, row: z.infer<typeof contract>): ContractRow {
  return {
    id,
    contractor: row.contractor,
    matter: row.matter,
    responsible: row.responsible,
    begins: row.from,
    ends: row.to,
    handlerCap: row.handlerCap,
    approvedEndpoints: row.approvedEndpoints.join(' '),
    bornFrom: row.bornFrom,
    bornTo: row.bornTo,
    // What is re-entrusted is approved by the city first (R108), so no contract begins as one.
    primeContract: null,
    reason: null,
    information: null,
    safety: null,
    supervision: null,
    approvedOn: null,
    work: row.work,
    partsAllowed: row.reEntrustment === 'ALLOWED' ? 'YES' : 'NO',
  };
}

function lineRow(contract: string, row: z.infer<typeof rosterLine>): RosterRow {
  return { id: newId(), contract, account: row.account, begins: row.from, ends: row.to };
}
