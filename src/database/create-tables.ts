import type { DataSource } from 'typeorm';
import type { Dialect, Table } from './table.js';

/**
 * Makes what is missing and leaves what is there. TypeORM's own synchronisation is not used: it alters and
 * drops columns of a table that an administrator has changed.
 */
export async function createTables(
  source: DataSource,
  tables: readonly Table[],
  first: readonly string[] = [],
): Promise<void> {
  const dialect = source.options.type === 'mssql' ? 'mssql' : 'sqlite';
  const statements = [...tables.map((made) => createTable(made, dialect)), ...first];
  if (dialect === 'sqlite') {
    for (const statement of statements) await source.query(statement);
    return;
  }
  await source.transaction(async (manager) => {
    // Two servers that start together would both find a table missing.
    await manager.query("EXEC sp_getapplock @Resource = 'sekisho tables', @LockMode = 'Exclusive'");
    for (const statement of statements) await manager.query(statement);
  });
}

function createTable({ name, columns }: Table, dialect: Dialect): string {
  const list = Object.values(columns).map(({ name: column, type, length, key: primary }) => {
    const size = length === undefined ? '' : `(${length})`;
    return `${column} ${type}${size} ${primary ? 'NOT NULL PRIMARY KEY' : 'NULL'}`;
  });
  const body = `${name} (${list.join(', ')})`;
  return dialect === 'sqlite'
    ? `CREATE TABLE IF NOT EXISTS ${body}`
    : `IF OBJECT_ID(N'${name}', N'U') IS NULL CREATE TABLE ${body}`;
}
