import { factsOfActs } from '../acts/act-migrations.js';
import type { RoomMigrations } from '../database/migrate.js';
import { addColumn, createTable, dropColumn, dropTable } from '../database/sql-for-migrations.js';

/** Tables of the staff directory, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  staff_version: 'id int NOT NULL PRIMARY KEY, version int NULL',
  staff_account:
    'account varchar(64) NOT NULL PRIMARY KEY, person_id varchar(32) NULL, role varchar(32) NULL, ' +
    'kind varchar(8) NULL, name_ja nvarchar(100) NULL, name_en nvarchar(100) NULL, ' +
    'login_methods varchar(200) NULL, begins_on char(10) NULL, ends_on char(10) NULL, ' +
    'end_reason varchar(32) NULL, credential_renewed_on char(10) NULL, trained_on char(10) NULL, ' +
    'pledged_on char(10) NULL',
  staff_grant:
    'id char(36) NOT NULL PRIMARY KEY, account varchar(64) NULL, purpose varchar(16) NULL, ' +
    'approver varchar(64) NULL, approved_on char(10) NULL, begins_on char(10) NULL, ends_on char(10) NULL, ' +
    'revoked_on char(10) NULL, revoked_by varchar(64) NULL',
  staff_office_holding:
    'id char(36) NOT NULL PRIMARY KEY, office nvarchar(64) NULL, account varchar(64) NULL, ' +
    'begins_on char(10) NULL, ends_on char(10) NULL, delegated_by varchar(64) NULL',
  staff_contract:
    'contract varchar(32) NOT NULL PRIMARY KEY, contractor nvarchar(100) NULL, matter nvarchar(400) NULL, ' +
    'responsible nvarchar(100) NULL, begins_on char(10) NULL, ends_on char(10) NULL, handler_cap int NULL, ' +
    'approved_endpoints varchar(1000) NULL, born_from char(10) NULL, born_to char(10) NULL, ' +
    'prime_contract varchar(32) NULL, reason nvarchar(400) NULL, information nvarchar(400) NULL, ' +
    'safety nvarchar(400) NULL, supervision nvarchar(400) NULL, approved_on char(10) NULL',
  staff_roster:
    'id char(36) NOT NULL PRIMARY KEY, contract varchar(32) NULL, account varchar(64) NULL, ' +
    'begins_on char(10) NULL, ends_on char(10) NULL',
};

/** What every change raises; at 0 nobody has written yet, and the seed goes in. */
const FIRST_VERSION =
  'INSERT INTO staff_version (id, version) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM staff_version)';

/**
 * Division, secondment, what a contract is about and whether parts may be re-entrusted. Nobody knows them of the rows
 * that are there, so nothing is filled in: what is not recorded opens nothing of the file, and the account
 * administrator, whom none of it concerns, records it (`assignDepartment`, `completeContract`).
 */
const ADMISSION_COLUMNS = [
  { table: 'staff_account', name: 'department', type: 'nvarchar(100)' },
  { table: 'staff_account', name: 'seconded_from', type: 'char(10)' },
  { table: 'staff_account', name: 'seconded_to', type: 'char(10)' },
  { table: 'staff_contract', name: 'work', type: 'varchar(32)' },
  { table: 'staff_contract', name: 'parts_allowed', type: 'varchar(3)' },
];
/** Nobody knows of a store that is there whose it is: null, until a production opens it. */
const MODE = { table: 'staff_version', name: 'mode', type: 'varchar(10)' };
const ACTS =
  'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
  'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL';
const OVERRIDES =
  'id char(36) NOT NULL PRIMARY KEY, approver varchar(64) NULL, approved_on char(10) NULL, users int NULL, ' +
  'ends_on char(10) NULL';

export const STAFF_MIGRATIONS: RoomMigrations = {
  room: 'staff',
  steps: [
    {
      number: 1,
      name: 'first-tables',
      up: (dialect) => [
        ...Object.entries(TABLES).map(([name, columns]) => createTable(dialect, name, columns)),
        FIRST_VERSION,
      ],
      down: () => Object.keys(TABLES).map(dropTable),
    },
    {
      number: 2,
      name: 'admission',
      up: (dialect) => [
        ...ADMISSION_COLUMNS.map((column) => addColumn(dialect, column)),
        createTable(dialect, 'staff_override', OVERRIDES),
      ],
      down: () => [
        ...ADMISSION_COLUMNS.map(({ table, name }) => dropColumn(table, name)),
        dropTable('staff_override'),
      ],
    },
    {
      number: 3,
      name: 'whose-store',
      up: (dialect) => [addColumn(dialect, MODE)],
      down: () => [dropColumn(MODE.table, MODE.name)],
    },
    {
      number: 4,
      name: 'acts-of-clients',
      up: (dialect) => [createTable(dialect, 'staff_act', ACTS)],
      down: () => [dropTable('staff_act')],
    },
    factsOfActs(5, 'staff_act'),
  ],
};
