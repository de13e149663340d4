import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import mssql from 'mssql';
import type { Quarantined, AdapterOptions } from '../../../adapters/adapter.js';
import type { DatabaseUrl } from '../../../src/database/database-url.js';

export const MUNICIPALITY = '132101';
export const OTHER_MUNICIPALITY = '132144';

type Value = string | number | null;
export type FixtureRow = Readonly<Record<string, Value>>;
export type Fixture = Readonly<Record<string, readonly FixtureRow[]>>;

/** A database of one legacy system, filled with fixture rows, and what an adapter told while reading it. */
export interface LegacyFixture {
  readonly options: AdapterOptions;
  /** Texts of the statements since the last `forget`. */
  readonly statements: string[];
  readonly quarantined: Quarantined[];
  forget(): void;
  /** What stands in the tables, read behind the adapter's back. */
  rows(sql: string): Promise<readonly unknown[]>;
  remove(): Promise<void>;
}

const mssqlUrl = process.env['SEKISHO_TEST_MSSQL_URL'];

/** The databases the suite runs over. Says in one line when SQL Server is left out. */
export function databaseKinds(): readonly DatabaseUrl['kind'][] {
  if (mssqlUrl !== undefined) return ['sqlite', 'mssql'];
  process.stderr.write('contract suite: SQL Server skipped, SEKISHO_TEST_MSSQL_URL is not set\n');
  return ['sqlite'];
}

/** Creates the tables of `adapters/FOLDER/tables.sql` afresh and inserts the rows. */
export async function legacyFixture(
  kind: DatabaseUrl['kind'],
  folder: string,
  rows: Fixture,
): Promise<LegacyFixture> {
  const statements: string[] = [];
  const quarantined: Quarantined[] = [];
  const made = kind === 'sqlite' ? sqliteDatabase(folder, rows) : await mssqlDatabase(folder, rows);
  return {
    statements,
    quarantined,
    options: {
      url: made.url,
      municipality: MUNICIPALITY,
      trustServerCertificate: true,
      onStatement: (sql) => statements.push(sql),
      onQuarantine: (fault) => quarantined.push(fault),
    },
    forget: () => {
      statements.length = 0;
      quarantined.length = 0;
    },
    rows: made.rows,
    remove: made.remove,
  };
}

interface Made {
  readonly url: DatabaseUrl;
  rows(sql: string): Promise<readonly unknown[]>;
  remove(): Promise<void>;
}

function sqliteDatabase(folder: string, rows: Fixture): Made {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-contract-'));
  const path = join(directory, 'legacy.db');
  const database = new Sqlite(path);
  database.exec(tableDefinitions(folder));
  database.transaction(() => {
    for (const [table, list] of Object.entries(rows)) {
      for (const row of list) {
        const names = Object.keys(row);
        const marks = names.map(() => '?').join(', ');
        database
          .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`)
          .run(...Object.values(row));
      }
    }
  })();
  database.close();
  return {
    url: { kind: 'sqlite', path },
    rows: async (sql) => {
      const reader = new Sqlite(path, { readonly: true });
      try {
        return reader.prepare(sql).all();
      } finally {
        reader.close();
      }
    },
    remove: () => Promise.resolve(rmSync(directory, { recursive: true, force: true })),
  };
}

async function mssqlDatabase(folder: string, rows: Fixture): Promise<Made> {
  const url = parseMssqlUrl();
  const pool = await new mssql.ConnectionPool({
    server: url.host,
    port: url.port,
    database: url.database,
    user: url.user,
    password: url.password,
    requestTimeout: 60_000,
    pool: { max: 1 },
    options: { trustServerCertificate: true },
  }).connect();
  // Two files may test one system: the second waits until this one session ends.
  await pool
    .request()
    .query(`EXEC sp_getapplock @Resource = '${folder}', @LockMode = 'Exclusive', @LockOwner = 'Session'`);
  const definitions = tableDefinitions(folder);
  const names = [...definitions.matchAll(/CREATE TABLE (\w+)/g)].map((match) => match[1]);
  for (const name of names) await pool.request().batch(`DROP TABLE IF EXISTS ${name}`);
  await pool.request().batch(definitions);
  for (const [table, list] of Object.entries(rows)) {
    for (const row of list) {
      const request = pool.request();
      const columns = Object.keys(row);
      columns.forEach((column) => request.input(column, row[column]));
      const marks = columns.map((column) => `@${column}`).join(', ');
      await request.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`);
    }
  }
  // The tables stay for the next run to drop: whoever looks into a failure wants to see them.
  return {
    url,
    rows: async (sql) => [...(await pool.request().query<Record<string, Value>>(sql)).recordset],
    remove: () => pool.close(),
  };
}

function parseMssqlUrl(): Extract<DatabaseUrl, { kind: 'mssql' }> {
  const url = new URL(mssqlUrl ?? '');
  return {
    kind: 'mssql',
    host: url.hostname,
    port: Number(url.port === '' ? '1433' : url.port),
    database: url.pathname.slice(1),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

function tableDefinitions(folder: string): string {
  return readFileSync(join(__dirname, '../../../adapters', folder, 'tables.sql'), 'utf8');
}
