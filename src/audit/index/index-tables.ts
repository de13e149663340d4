import type { Dialect } from '../../database/table.js';

/**
 * Tables of the derived index. A record's `id` is its writer's number and its sequence number in one
 * (`record-id.ts`), so that every process that reads the same journal writes the same rows. Instants are
 * milliseconds since 1970, UTC.
 *
 * - operation: one row for each OUTCOME; `told` is the rest of it as JSON
 * - sighting: one row for each person in it; `shape` what became of the fields about him
 * - shape: each distinct list of `FieldOutcome` once, as JSON; a page of fifty residents has one or two
 * - event: every other record but INTENT and CHECKPOINT
 * - intent: those that no OUTCOME has answered yet
 * - progress: the newest record of each writer that is in; raised in the same transaction as the rows
 */
const TABLES: Readonly<Record<string, string>> = {
  access_operation:
    'id BIGINT NOT NULL PRIMARY KEY, instant BIGINT NOT NULL, account TEXT64 NULL, told TEXT_MAX NOT NULL',
  access_sighting:
    'subject KEY24 NOT NULL, instant BIGINT NOT NULL, operation BIGINT NOT NULL, shape BIGINT NOT NULL, PRIMARY KEY (subject, instant, operation)',
  access_shape: 'id BIGINT NOT NULL PRIMARY KEY, told TEXT_MAX NOT NULL',
  access_event: 'id BIGINT NOT NULL PRIMARY KEY, instant BIGINT NOT NULL, told TEXT_MAX NOT NULL',
  access_intent: 'id BIGINT NOT NULL PRIMARY KEY, instant BIGINT NOT NULL, told TEXT_MAX NOT NULL',
  access_progress: 'writer BIGINT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL, instant BIGINT NOT NULL',
};

/**
 * What the two questions walk along, and the spans. The second of a sighting serves "whom did this account see".
 */
const INDEXES: Readonly<Record<string, string>> = {
  access_operation_account: 'access_operation (account, instant, id)',
  access_operation_instant: 'access_operation (instant, id)',
  access_sighting_operation: 'access_sighting (operation, subject)',
  access_event_instant: 'access_event (instant, id)',
};

export const INDEX_TABLES: readonly string[] = Object.keys(TABLES);

/** Statements that make what is missing. */
export function indexCreation(dialect: Dialect): readonly string[] {
  const types = dialect === 'sqlite' ? SQLITE : MSSQL;
  const typed = (text: string): string =>
    text.replace(/KEY24|TEXT64|TEXT_MAX/g, (name) => types[name] ?? name);
  const tables = Object.entries(TABLES).map(([name, columns]) => {
    if (dialect === 'mssql')
      return `IF OBJECT_ID(N'${name}', N'U') IS NULL CREATE TABLE ${name} (${typed(columns)})`;
    return `CREATE TABLE IF NOT EXISTS ${name} (${typed(columns)})${columns.includes('PRIMARY KEY (') ? ' WITHOUT ROWID' : ''}`;
  });
  const indexes = Object.entries(INDEXES).map(([name, on]) =>
    dialect === 'mssql'
      ? `IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'${name}') CREATE INDEX ${name} ON ${on}`
      : `CREATE INDEX IF NOT EXISTS ${name} ON ${on}`,
  );
  return [...tables, ...indexes];
}

/** Pseudonyms differ by case: SQL Server would take them for equal under the usual collation. */
const MSSQL: Readonly<Record<string, string>> = {
  KEY24: 'VARCHAR(24) COLLATE Latin1_General_BIN2',
  TEXT64: 'VARCHAR(64)',
  TEXT_MAX: 'NVARCHAR(MAX)',
};
const SQLITE: Readonly<Record<string, string>> = { KEY24: 'TEXT', TEXT64: 'TEXT', TEXT_MAX: 'TEXT' };
