import { actTable } from '../acts/act-row.js';
import { char, int, key, nvarchar, table, varchar, type Column, type Table } from '../database/table.js';
import type { ListName, StaffTables } from './staff-rows.js';

const account = (name: string): Column => varchar(name, 64);
const day = (name: string): Column => char(name, 10);
const uuid = (name: string): Column => char(name, 36);
const words = (name: string): Column => nvarchar(name, 400);

/** Tables of the store, by the list of rows they hold. */
export const STAFF_TABLES: { readonly [List in ListName]: Table<Extract<keyof StaffTables[List], string>> } =
  {
    accounts: table('staff_account', {
      id: key(account('account')),
      personId: varchar('person_id', 32),
      role: varchar('role', 32),
      kind: varchar('kind', 8),
      nameJa: nvarchar('name_ja', 100),
      nameEn: nvarchar('name_en', 100),
      loginMethods: varchar('login_methods', 200),
      begins: day('begins_on'),
      ends: day('ends_on'),
      endReason: varchar('end_reason', 32),
      credentialRenewedOn: day('credential_renewed_on'),
      trainedOn: day('trained_on'),
      pledgedOn: day('pledged_on'),
      department: nvarchar('department', 100),
      secondedFrom: day('seconded_from'),
      secondedTo: day('seconded_to'),
    }),
    grants: table('staff_grant', {
      id: key(uuid('id')),
      account: account('account'),
      purpose: varchar('purpose', 16),
      approver: account('approver'),
      approvedOn: day('approved_on'),
      begins: day('begins_on'),
      ends: day('ends_on'),
      revokedOn: day('revoked_on'),
      revokedBy: account('revoked_by'),
    }),
    holdings: table('staff_office_holding', {
      id: key(uuid('id')),
      office: nvarchar('office', 64),
      account: account('account'),
      begins: day('begins_on'),
      ends: day('ends_on'),
      delegatedBy: account('delegated_by'),
    }),
    contracts: table('staff_contract', {
      id: key(varchar('contract', 32)),
      contractor: nvarchar('contractor', 100),
      matter: words('matter'),
      responsible: nvarchar('responsible', 100),
      begins: day('begins_on'),
      ends: day('ends_on'),
      handlerCap: int('handler_cap'),
      approvedEndpoints: varchar('approved_endpoints', 1000),
      bornFrom: day('born_from'),
      bornTo: day('born_to'),
      primeContract: varchar('prime_contract', 32),
      reason: words('reason'),
      information: words('information'),
      safety: words('safety'),
      supervision: words('supervision'),
      approvedOn: day('approved_on'),
      work: varchar('work', 32),
      partsAllowed: varchar('parts_allowed', 3),
    }),
    roster: table('staff_roster', {
      id: key(uuid('id')),
      contract: varchar('contract', 32),
      account: account('account'),
      begins: day('begins_on'),
      ends: day('ends_on'),
    }),
    overrides: table('staff_override', {
      id: key(uuid('id')),
      approver: account('approver'),
      approvedOn: day('approved_on'),
      users: int('users'),
      ends: day('ends_on'),
    }),
  };

/**
 * One row that every change raises in its own transaction: what other processes watch, and what all changes
 * queue at.
 */
export const VERSION_TABLE = table('staff_version', {
  id: key(int('id')),
  version: int('version'),
  mode: varchar('mode', 10),
});
export const VERSION_ID = 1;

/** Changes that were made under a client's key, with the id of the row that each was about. */
export const ACT_TABLE = actTable('staff_act');

export const ALL_TABLES: readonly Table[] = [VERSION_TABLE, ACT_TABLE, ...Object.values(STAFF_TABLES)];
