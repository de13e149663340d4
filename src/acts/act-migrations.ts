import type { Migration } from '../database/migrate.js';
import { addColumn, dropColumn } from '../database/sql-for-migrations.js';

/** The step of a room that keeps with each act what the log was told of it (`ActRow.facts`). */
export function factsOfActs(number: number, table: string): Migration {
  return {
    number,
    name: 'facts-of-acts',
    up: (dialect) => [
      addColumn(dialect, {
        ...{ table, name: 'facts', type: dialect === 'sqlite' ? 'nvarchar' : 'nvarchar(max)' },
      }),
    ],
    down: () => [dropColumn(table, 'facts')],
  };
}
