import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolderSync } from '../../files/make-folder.js';
import { keepToOwner } from '../../files/own-file.js';

/** What every stand-in keeps of its callers. `institution` stands in every key, and no query goes without it (R210). */
const TABLES = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS staff (institution TEXT, staff TEXT, roles TEXT NOT NULL, PRIMARY KEY (institution, staff));
CREATE TABLE IF NOT EXISTS session (
  id TEXT PRIMARY KEY, institution TEXT NOT NULL, staff TEXT NOT NULL, used_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS assertion (institution TEXT, id TEXT, expires INTEGER NOT NULL, PRIMARY KEY (institution, id));
CREATE TABLE IF NOT EXISTS log (
  institution TEXT, sequence INTEGER, at TEXT NOT NULL, kind TEXT NOT NULL, staff TEXT, operation TEXT,
  processing_number TEXT, detail TEXT, PRIMARY KEY (institution, sequence)
);
-- What was asked for under a request id, so that asking again does nothing again.
CREATE TABLE IF NOT EXISTS act (
  institution TEXT, request_id TEXT, operation TEXT NOT NULL, content TEXT NOT NULL, response TEXT NOT NULL,
  PRIMARY KEY (institution, request_id)
);
`;

export type State = Database.Database;

/**
 * Opens the file; each transaction is on the disk when it returns, so that a kill at any instant loses nothing
 * that was told.
 * @param tables the stand-in's own, which may be there already; one of them is `institution` with `code` and
 *   `public_key` (JWK: the signature of its calls is held against it)
 */
export function openState(file: string, tables: string): State {
  makeFolderSync(dirname(file));
  keepToOwner(file);
  const state = new Database(file);
  state.pragma('journal_mode = WAL');
  state.pragma('synchronous = FULL');
  state.exec(TABLES + tables);
  return state;
}

export function readMeta(state: State, name: string): string | null {
  const row = state.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name);
  return row?.value ?? null;
}

export function writeMeta(state: State, name: string, value: string): void {
  state
    .prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
    .run(name, value);
}
