import type { Dialect } from './table.js';

/**
 * Statements that a migration is made of, in both dialects. Columns are spelt out by the step: it says what the
 * tables were when it was written, and must not change when they do.
 */

/** Makes a table unless it is there. `columns` is what stands between the brackets. */
export function createTable(dialect: Dialect, name: string, columns: string): string {
  return dialect === 'sqlite'
    ? `CREATE TABLE IF NOT EXISTS ${name} (${columns})`
    : `IF OBJECT_ID(N'${name}', N'U') IS NULL CREATE TABLE ${name} (${columns})`;
}

/** A new column, `NULL` for the rows that are there. `type` as in `nvarchar(100)`. */
export function addColumn(
  dialect: Dialect,
  { table, name, type }: { readonly table: string; readonly name: string; readonly type: string },
): string {
  return `ALTER TABLE ${table} ADD ${dialect === 'sqlite' ? 'COLUMN ' : ''}${name} ${type} NULL`;
}

export function dropColumn(table: string, name: string): string {
  return `ALTER TABLE ${table} DROP COLUMN ${name}`;
}

export function dropTable(name: string): string {
  return `DROP TABLE IF EXISTS ${name}`;
}

/** Makes an index unless it is there. `columns` is what stands between the brackets. */
export function createIndex(
  dialect: Dialect,
  { name, table, columns }: { readonly name: string; readonly table: string; readonly columns: string },
): string {
  return dialect === 'sqlite'
    ? `CREATE INDEX IF NOT EXISTS ${name} ON ${table} (${columns})`
    : `IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'${name}') CREATE INDEX ${name} ON ${table} (${columns})`;
}

export function renameTable(dialect: Dialect, from: string, to: string): string {
  return dialect === 'sqlite'
    ? `ALTER TABLE ${from} RENAME TO ${to}`
    : `EXEC sp_rename N'${from}', N'${to}', N'OBJECT'`;
}

export function renameColumn(dialect: Dialect, table: string, from: string, to: string): string {
  return dialect === 'sqlite'
    ? `ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to}`
    : `EXEC sp_rename N'${table}.${from}', N'${to}', N'COLUMN'`;
}

/** SQLite cannot rename an index: on both it is made anew, which takes as long as reading the table. */
export function renameIndex(
  dialect: Dialect,
  { from, to, table, columns }: Readonly<Record<'from' | 'to' | 'table' | 'columns', string>>,
): readonly string[] {
  const drop =
    dialect === 'sqlite' ? `DROP INDEX IF EXISTS ${from}` : `DROP INDEX IF EXISTS ${from} ON ${table}`;
  return [drop, createIndex(dialect, { name: to, table, columns })];
}
