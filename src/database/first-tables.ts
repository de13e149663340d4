import type { Migration } from './migrate.js';
import { createIndex, createTable, dropTable } from './sql-for-migrations.js';

/** A room's step 1: these tables, by what stands between the brackets, with their indexes. */
export function firstTables(
  name: string,
  tables: Readonly<Record<string, string>>,
  indexes: readonly Parameters<typeof createIndex>[1][] = [],
): Migration {
  return {
    number: 1,
    name,
    up: (dialect) => [
      ...Object.entries(tables).map(([table, columns]) => createTable(dialect, table, columns)),
      ...indexes.map((index) => createIndex(dialect, index)),
    ],
    down: () => Object.keys(tables).map(dropTable),
  };
}
