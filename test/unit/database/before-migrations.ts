import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { connectStore } from '../../../src/database/connection.js';
import { ROOT } from '../../support/gateway.js';

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** A copy of what the last version without migrations left, which the test may change. */
export class StoresBefore {
  readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-before-'));
  readonly store = join(this.folder, 'store.sqlite');
  readonly index = join(this.folder, 'audit-index.sqlite');
  private readonly sources: DataSource[] = [];

  constructor() {
    for (const name of ['store.sqlite', 'audit-index.sqlite']) {
      cpSync(join(ROOT, 'test/fixtures/before-migrations', name), join(this.folder, name));
      chmodSync(join(this.folder, name), 0o600);
    }
  }

  async connect(path: string): Promise<DataSource> {
    const source = await connectStore({ url: { kind: 'sqlite', path } }, []);
    this.sources.push(source);
    return source;
  }

  async remove(): Promise<void> {
    for (const source of this.sources) if (source.isInitialized) await source.destroy();
    rmSync(this.folder, { recursive: true });
  }
}

/** Every row of every table, by a connection that can write nothing. */
export function rowsOf(path: string): Rows {
  const database = new Sqlite(path, { readonly: true });
  try {
    const names = database
      .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all();
    return Object.fromEntries(
      names.map(({ name }) => [
        name,
        database.prepare<[], Record<string, unknown>>(`SELECT * FROM ${name} ORDER BY 1, 2`).all(),
      ]),
    );
  } finally {
    database.close();
  }
}

/** All that SQLite keeps of tables and indexes, in its own words; a table that was renamed has quotes there. */
export function schemaOf(path: string): readonly string[] {
  const database = new Sqlite(path, { readonly: true });
  try {
    return database
      .prepare<[], { sql: string }>('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name')
      .all()
      .map(({ sql }) => sql.replaceAll('"', ''));
  } finally {
    database.close();
  }
}

/** Rows but for the table of what is applied. */
export function withoutApplied({ sekisho_migration: _, ...rows }: Rows): Rows {
  return rows;
}

/** What is applied, without the instants. */
export function appliedIn(path: string): Readonly<Record<string, unknown>> {
  const rows = rowsOf(path)['sekisho_migration'] ?? [];
  return Object.fromEntries(rows.map(({ room, number }) => [String(room), number]));
}
