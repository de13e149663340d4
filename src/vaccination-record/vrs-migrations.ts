import { factsOfActs } from '../acts/act-migrations.js';
import { heldByEach } from '../acts/held-acts.js';
import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';
import type { Dialect } from '../database/table.js';
import {
  addColumn,
  createIndex,
  createTable,
  dropColumn,
  dropTable,
} from '../database/sql-for-migrations.js';

/** Tables of what the gateway keeps of the vaccination record system, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  vrs_act:
    'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
    'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL',
  vrs_call:
    'id varchar(43) NOT NULL PRIMARY KEY, account varchar(64) NULL, staff varchar(20) NULL, ' +
    'case_number nvarchar(64) NULL, atena_number char(15) NULL, call_sent nvarchar(4000) NULL',
  vrs_movement: 'id varchar(64) NOT NULL PRIMARY KEY, movement char(36) NULL',
  vrs_import:
    'id varchar(43) NOT NULL PRIMARY KEY, account varchar(64) NULL, started_at varchar(24) NULL, ' +
    'changed_at varchar(24) NULL, next_byte int NULL, next_line int NULL, doses int NULL, batch char(36) NULL, ' +
    'told int NULL, done int NULL',
  vrs_export:
    'id varchar(43) NOT NULL PRIMARY KEY, account varchar(64) NULL, started_at varchar(24) NULL, ' +
    'after_person char(10) NULL, bytes int NULL, batch char(36) NULL, told int NULL',
  vrs_staged_dose:
    'id char(36) NOT NULL PRIMARY KEY, import_id varchar(43) NULL, line int NULL, person char(10) NULL, ' +
    'dose int NULL, day_given char(10) NULL, coupon char(10) NULL, given_in char(6) NULL, ' +
    'venue nvarchar(30) NULL, doctor nvarchar(20) NULL, maker nvarchar(20) NULL, lot nvarchar(20) NULL, ' +
    'registered_at varchar(24) NULL',
  vrs_import_line:
    'id varchar(60) NOT NULL PRIMARY KEY, import_id varchar(43) NULL, line int NULL, fault varchar(24) NULL, ' +
    'column_name nvarchar(40) NULL',
};

const PROTECTION = 'atena_number char(15) NOT NULL PRIMARY KEY, carried_at varchar(24) NULL';

const TAKEN =
  'id char(36) NOT NULL PRIMARY KEY, import_id varchar(43) NULL, line int NULL, dose int NULL, state varchar(12) NULL, ' +
  'codes varchar(400) NULL, account varchar(64) NULL, reason nvarchar(200) NULL, taken_at varchar(24) NULL';

const HOLDS = [
  { name: 'holder', type: 'char(36)' },
  { name: 'held_at', type: 'varchar(24)' },
  { name: 'told_at', type: 'varchar(24)' },
];

const INDEXES = [
  { name: 'vrs_staged_of_person', table: 'vrs_staged_dose', columns: 'person, dose' },
  { name: 'vrs_staged_of_import', table: 'vrs_staged_dose', columns: 'import_id, line' },
  { name: 'vrs_line_of_import', table: 'vrs_import_line', columns: 'import_id, line' },
];

const SEALED_STAGED =
  'id char(36) NOT NULL PRIMARY KEY, import_id varchar(43) NULL, line int NULL, dose int NULL, ' +
  'key_id varchar(12) NULL, sealed varchar(1000) NULL';

/** Staged doses in this form, and none of another: the files they came from are read in again, as if never seen. */
function stagedAnew(dialect: Dialect, columns: string, indexes: typeof INDEXES): readonly string[] {
  return [
    dropTable('vrs_staged_dose'),
    'DELETE FROM vrs_import',
    'DELETE FROM vrs_import_line',
    createTable(dialect, 'vrs_staged_dose', columns),
    ...indexes.map((index) => createIndex(dialect, index)),
  ];
}

/** Batches whose end is not told become acts whose end is not known. */
const batchesAsActs = (from: string, action: string, at: string): string =>
  `INSERT INTO vrs_act (id, action_name, content, request_id, acted_at) SELECT batch, '${action}', batch, batch, ${at} ` +
  `FROM ${from} WHERE told = 0 AND batch IS NOT NULL`;

export const VRS_MIGRATIONS: RoomMigrations = {
  room: 'vaccination-record',
  steps: [
    firstTables('first-tables', TABLES, INDEXES),
    {
      number: 2,
      name: 'carried-protection',
      up: (dialect) => [createTable(dialect, 'vrs_protection', PROTECTION)],
      down: () => [dropTable('vrs_protection')],
    },
    {
      number: 3,
      name: 'taken-doses',
      up: (dialect) => [
        createTable(dialect, 'vrs_taken_dose', TAKEN),
        createIndex(dialect, { name: 'vrs_taken_by_state', table: 'vrs_taken_dose', columns: 'state' }),
      ],
      down: () => [dropTable('vrs_taken_dose')],
    },
    {
      number: 4,
      name: 'sealed-staging',
      up: (dialect) => stagedAnew(dialect, SEALED_STAGED, INDEXES.slice(1, 2)),
      down: (dialect) => stagedAnew(dialect, TABLES['vrs_staged_dose'] ?? '', INDEXES.slice(0, 2)),
    },
    factsOfActs(5, 'vrs_act'),
    heldByEach(
      6,
      { from: 'vrs_call', to: 'vrs_held_call', id: 'varchar(43)' },
      {
        ...{ account: 'varchar(64)', staff: 'varchar(20)', case_number: 'nvarchar(64)' },
        ...{ atena_number: 'char(15)', call_sent: 'nvarchar(4000)' },
      },
    ),
    {
      number: 7,
      name: 'batches-as-acts',
      // The column stays, and is of no use any more.
      up: () => [
        batchesAsActs('vrs_import', 'importDoses', 'changed_at'),
        batchesAsActs('vrs_export', 'exportDoses', 'started_at'),
      ],
      down: () => [
        ...['vrs_import', 'vrs_export'].map(
          (table) =>
            `UPDATE ${table} SET told = CASE WHEN batch IN (SELECT id FROM vrs_act WHERE outcome IS NULL) THEN 0 ELSE 1 END`,
        ),
        "DELETE FROM vrs_act WHERE action_name IN ('importDoses', 'exportDoses')",
      ],
    },
    {
      number: 8,
      name: 'held-doses',
      // Whether a line that is there was told, nobody knows: it is told once more.
      up: (dialect) =>
        HOLDS.map(({ name, type }) => addColumn(dialect, { table: 'vrs_taken_dose', name, type })),
      // What a run holds is in its hands no more, and nothing is kept of it.
      down: () => [
        "DELETE FROM vrs_taken_dose WHERE state = 'TAKING'",
        ...HOLDS.map(({ name }) => dropColumn('vrs_taken_dose', name)),
      ],
    },
  ],
};
