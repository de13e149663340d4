import { closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { keepToOwner } from '../files/own-file.js';

/** What a column takes. Numbers of persons are text everywhere, so that no leading zero is lost. */
export type Cell = string | number | null;

/**
 * The three legacy systems a municipality has: the file and the folder below `adapters/` that holds its
 * tables.
 */
export const CITY_SYSTEMS = ['registry', 'health', 'address-name'] as const;
export type CitySystem = (typeof CITY_SYSTEMS)[number];

const ADAPTER_OF: Readonly<Record<CitySystem, string>> = {
  registry: 'resident-registry',
  health: 'health-management',
  'address-name': 'address-name',
};

export function systemFile(directory: string, municipality: string, system: CitySystem): string {
  return join(directory, municipality, `${system}.sqlite`);
}

/** A legacy database while it is being filled. Nothing is durable before `finish`. */
export class CityDatabase {
  private readonly database: Database.Database;
  private readonly indexes: readonly string[];

  constructor(
    private readonly path: string,
    root: string,
    system: CitySystem,
  ) {
    keepToOwner(path);
    this.database = new Database(path);
    // The file is worthless until the manifest names it, so no journal guards the load.
    for (const setting of [
      'journal_mode = OFF',
      'synchronous = OFF',
      'locking_mode = EXCLUSIVE',
      'cache_size = -16384',
    ]) {
      this.database.pragma(setting);
    }
    const statements = sqlStatements(
      readFileSync(join(root, 'adapters', ADAPTER_OF[system], 'tables.sql'), 'utf8'),
    );
    // An index is built in one sort at the end instead of row by row.
    this.indexes = statements.filter((statement) => /^CREATE (UNIQUE )?INDEX/i.test(statement));
    for (const statement of statements) if (!this.indexes.includes(statement)) this.database.exec(statement);
    this.database.exec('BEGIN');
  }

  /** A prepared insert of whole rows, in the order of the table's columns. */
  inserter(table: string): (row: readonly Cell[]) => void {
    const columns = this.database.pragma(`table_info(${table})`) as readonly unknown[];
    const marks = columns.map(() => '?').join(', ');
    const statement = this.database.prepare(`INSERT INTO ${table} VALUES (${marks})`);
    return (row) => void statement.run(row);
  }

  commitBatch(): void {
    this.database.exec('COMMIT; BEGIN');
  }

  /** Indexes, statistics, and a plain journal: readers find one file and need to write none. */
  finish(): void {
    this.database.exec('COMMIT');
    for (const statement of this.indexes) this.database.exec(statement);
    this.database.exec('ANALYZE');
    this.database.pragma('locking_mode = NORMAL');
    this.database.pragma('journal_mode = DELETE');
    this.database.close();
    const file = openSync(this.path, 'r+');
    fsyncSync(file);
    closeSync(file);
  }

  discard(): void {
    this.database.close();
  }
}

/** The statements of a `tables.sql`; its comments hold semicolons, so they go first. */
function sqlStatements(text: string): string[] {
  return text
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
