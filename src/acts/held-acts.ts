import { createTable, dropTable } from '../database/sql-for-migrations.js';
import type { Migration } from '../database/migrate.js';

/** What is kept of an act that is under way, by whoever carries it out; each removes what it has put in and no other's. */
export interface Held {
  /** A UUID of the call that carries the act out. */
  readonly holder: string;
}

/** Whoever held what was there before holders were told apart. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * The step from a table of one row for each act under way to one for each that carries it out. `columns`: the others, each
 * with its type.
 */
export function heldByEach(
  number: number,
  tables: { readonly from: string; readonly to: string; readonly id: string },
  columns: Readonly<Record<string, string>>,
): Migration {
  const { from, to, id } = tables;
  const names = Object.keys(columns);
  const types = Object.entries(columns).map(([name, type]) => `${name} ${type} NULL`);
  return {
    number,
    name: 'held-by-each',
    up: (dialect) => [
      createTable(
        dialect,
        to,
        [`id ${id} NOT NULL`, 'holder char(36) NOT NULL', ...types, 'PRIMARY KEY (id, holder)'].join(', '),
      ),
      `INSERT INTO ${to} (id, holder, ${names.join(', ')}) SELECT id, '${NOBODY}', ${names.join(', ')} FROM ${from}`,
      dropTable(from),
    ],
    down: (dialect) => [
      createTable(dialect, from, [`id ${id} NOT NULL PRIMARY KEY`, ...types].join(', ')),
      `INSERT INTO ${from} (id, ${names.join(', ')}) SELECT id, ${names.join(', ')} FROM ${to} h ` +
        `WHERE NOT EXISTS (SELECT 1 FROM ${to} o WHERE o.id = h.id AND o.holder < h.holder)`,
      dropTable(to),
    ],
  };
}
