import type { RoomMigrations } from '../../database/migrate.js';
import {
  createIndex,
  createTable,
  dropTable,
  renameColumn,
  renameIndex,
  renameTable,
} from '../../database/sql-for-migrations.js';
import type { Dialect } from '../../database/table.js';

/** Pseudonyms differ by case: SQL Server would take them for equal under the usual collation. */
const TYPES: Readonly<Record<Dialect, Readonly<Record<'KEY24' | 'TEXT64' | 'TEXT_MAX', string>>>> = {
  sqlite: { KEY24: 'TEXT', TEXT64: 'TEXT', TEXT_MAX: 'TEXT' },
  mssql: {
    KEY24: 'VARCHAR(24) COLLATE Latin1_General_BIN2',
    TEXT64: 'VARCHAR(64)',
    TEXT_MAX: 'NVARCHAR(MAX)',
  },
};

/** Tables and indexes as the first release made them. */
function firstTables(dialect: Dialect): readonly string[] {
  const { KEY24, TEXT64, TEXT_MAX } = TYPES[dialect];
  const key = 'id BIGINT NOT NULL PRIMARY KEY';
  const timed = `${key}, instant BIGINT NOT NULL`;
  const accesses = createTable(
    dialect,
    'access_sighting',
    `subject ${KEY24} NOT NULL, instant BIGINT NOT NULL, operation BIGINT NOT NULL, shape BIGINT NOT NULL, ` +
      'PRIMARY KEY (subject, instant, operation)',
  );
  const index = (name: string, table: string, columns: string): string =>
    createIndex(dialect, { name, table, columns });
  return [
    createTable(dialect, 'access_operation', `${timed}, account ${TEXT64} NULL, told ${TEXT_MAX} NOT NULL`),
    // Its key is most of the row: on SQLite a table that is its own index has it once.
    dialect === 'sqlite' ? `${accesses} WITHOUT ROWID` : accesses,
    createTable(dialect, 'access_shape', `${key}, told ${TEXT_MAX} NOT NULL`),
    createTable(dialect, 'access_event', `${timed}, told ${TEXT_MAX} NOT NULL`),
    createTable(dialect, 'access_intent', `${timed}, told ${TEXT_MAX} NOT NULL`),
    createTable(
      dialect,
      'access_progress',
      'writer BIGINT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL, instant BIGINT NOT NULL',
    ),
    index('access_operation_account', 'access_operation', 'account, instant, id'),
    index('access_operation_instant', 'access_operation', 'instant, id'),
    index('access_sighting_operation', 'access_sighting', 'operation, subject'),
    index('access_event_instant', 'access_event', 'instant, id'),
  ];
}

const FIRST_NAMES = ['operation', 'sighting', 'shape', 'event', 'intent', 'progress'].map(
  (name) => `access_${name}`,
);

/** Tables whose JSON was called `told` and is called `details`. */
const WITH_DETAILS = ['access_operation', 'access_shape', 'access_event', 'access_intent'];

/** A row is one person in one answer: the table and its index take the name that has everywhere else. */
const OLD_INDEX = 'access_sighting_operation';
const NEW_INDEX = 'access_subject_operation';
const INDEXED = { table: 'access_subject', columns: 'operation, subject' };

function toDetails(dialect: Dialect): readonly string[] {
  return [
    ...WITH_DETAILS.map((table) => renameColumn(dialect, table, 'told', 'details')),
    renameTable(dialect, 'access_sighting', 'access_subject'),
    ...renameIndex(dialect, { ...INDEXED, from: OLD_INDEX, to: NEW_INDEX }),
  ];
}

function toTold(dialect: Dialect): readonly string[] {
  return [
    ...renameIndex(dialect, { ...INDEXED, from: NEW_INDEX, to: OLD_INDEX }),
    renameTable(dialect, 'access_subject', 'access_sighting'),
    ...WITH_DETAILS.map((table) => renameColumn(dialect, table, 'details', 'told')),
  ];
}

export const INDEX_MIGRATIONS: RoomMigrations = {
  room: 'index',
  steps: [
    { number: 1, name: 'first-tables', up: firstTables, down: () => FIRST_NAMES.map(dropTable) },
    { number: 2, name: 'details-and-subjects', up: toDetails, down: toTold },
  ],
};
