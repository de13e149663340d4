import Database from 'better-sqlite3';
import type { AdapterOptions } from './adapter.js';

/** A writer was killed within a transaction: nobody reads on before it is undone, and who only reads cannot do that. */
export const HALF_WRITTEN = 'SQLITE_READONLY_ROLLBACK';

/** Undoes it: whoever opens the file for writing does so with the first look at it. */
export function mendFile(url: AdapterOptions['url']): void {
  if (url.kind !== 'sqlite') return;
  const database = new Database(url.path, { fileMustExist: true });
  try {
    database.pragma('schema_version');
  } finally {
    database.close();
  }
}
