import { readSeed } from '../../../src/staff/seed.js';
import type { ChangeContext, ChangeRule } from '../../../src/staff/change-rule.js';
import { StaffIndex } from '../../../src/staff/staff-index.js';
import type {
  AccountRow,
  ContractRow,
  GrantRow,
  HoldingRow,
  RosterRow,
  StaffRows,
} from '../../../src/staff/staff-rows.js';
import { DIRECTORY, policy } from '../policy/harness.js';

export { DIRECTORY, policy };
export const TODAY = '2023-06-27';
const FOREVER = { begins: '2020-01-01', ends: null } as const;

export const account = (id: string, change: Partial<AccountRow> = {}): AccountRow => ({
  id,
  personId: `P-${id}`,
  role: 'clerk',
  kind: 'person',
  nameJa: '職員',
  nameEn: 'Clerk',
  loginMethods: 'uid',
  ...FOREVER,
  endReason: null,
  credentialRenewedOn: TODAY,
  trainedOn: TODAY,
  pledgedOn: TODAY,
  department: '福祉保健部健康課',
  secondedFrom: null,
  secondedTo: null,
  ...change,
});
export const holding = (office: string, of: string, change: Partial<HoldingRow> = {}): HoldingRow => ({
  id: `${office} ${of}`,
  office,
  account: of,
  ...FOREVER,
  delegatedBy: null,
  ...change,
});
export const grant = (of: string, change: Partial<GrantRow> = {}): GrantRow => ({
  id: `grant ${of}`,
  account: of,
  purpose: 'HISTORY',
  approver: 'head',
  approvedOn: '2023-04-01',
  begins: '2023-04-01',
  ends: '2023-06-27',
  revokedOn: null,
  revokedBy: null,
  ...change,
});
export const contract = (id: string, change: Partial<ContractRow> = {}): ContractRow => ({
  id,
  contractor: '受託者',
  matter: '入力',
  responsible: '責任者',
  begins: '2020-01-01',
  ends: '2024-03-31',
  handlerCap: 2,
  approvedEndpoints: '10.1.0.0/16',
  bornFrom: null,
  bornTo: null,
  primeContract: null,
  reason: null,
  information: null,
  safety: null,
  supervision: null,
  approvedOn: null,
  work: 'SLIPS_AND_CERTIFICATES',
  partsAllowed: 'YES',
  ...change,
});
export const line = (of: string, change: Partial<RosterRow> = {}): RosterRow => ({
  id: `line ${of}`,
  contract: 'C',
  account: of,
  ...FOREVER,
  ...change,
});

/** A head who owns the health menus, the head's director, a clerk, an administrator; and what a test adds. */
export function staff(more: Partial<StaffRows> = {}): StaffRows {
  return {
    accounts: [
      account('head', { role: 'manager' }),
      account('director', { role: 'manager' }),
      account('clerk'),
      account('admin', { role: 'admin' }),
      ...(more.accounts ?? []),
    ],
    holdings: more.holdings ?? [holding('健康課長', 'head'), holding('福祉保健部長', 'director')],
    grants: more.grants ?? [],
    contracts: more.contracts ?? [],
    roster: more.roster ?? [],
    overrides: more.overrides ?? [],
  };
}

export const bench = (rows: StaffRows, actor: string, today = TODAY): ChangeContext => ({
  index: new StaffIndex(rows),
  today,
  actor,
  policy,
});

/** Codes of the faults, or none where the change may be made. */
export function verdict(rows: StaffRows, actor: string, rule: ChangeRule): readonly string[] {
  const ruling = rule(bench(rows, actor));
  return 'faults' in ruling ? ruling.faults.map(({ code }) => code) : [];
}

export const seed = (today = TODAY): StaffRows => readSeed({ directory: DIRECTORY, policy, today });
