import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { makeFolder } from '../files/make-folder.js';
import { CITY_SYSTEMS, systemFile, type Cell, type CitySystem } from './city-database.js';
import { EXPORT_COLUMNS } from './export-columns.js';
import { readManifest } from './manifest.js';

export type ExportRefusal = 'NO_CITY' | 'NOT_EMPTY';

/** Why nothing was exported; holds no content of the city. */
export class ExportRefused extends Error {
  override readonly name = 'ExportRefused';
  constructor(readonly reason: ExportRefusal) {
    super(
      reason === 'NO_CITY'
        ? 'There is no finished city to export.'
        : 'The target folder exists and is not empty.',
    );
  }
}

const ROWS_PER_CHUNK = 500;

/**
 * Writes every table as UTF-8 CSV (RFC 4180, header line, CRLF) to `out/MUNICIPALITY/SYSTEM/TABLE.csv`,
 * streamed. Rejects with `ExportRefused` when there is no city or `out` holds anything. Returns the number of
 * data rows written.
 */
export async function exportCity(options: {
  directory: string;
  out: string;
  signal?: AbortSignal;
}): Promise<number> {
  const manifest = readManifest(options.directory);
  if (!manifest) throw new ExportRefused('NO_CITY');
  await makeFolder(options.out);
  if ((await readdir(options.out)).length > 0) throw new ExportRefused('NOT_EMPTY');
  let rows = 0;
  for (const { code } of manifest.municipalities) {
    for (const system of CITY_SYSTEMS) {
      const folder = join(options.out, code, system);
      await makeFolder(folder);
      rows += await exportSystem({
        file: systemFile(options.directory, code, system),
        system,
        folder,
        signal: options.signal,
      });
    }
  }
  return rows;
}

async function exportSystem(from: {
  file: string;
  system: CitySystem;
  folder: string;
  signal?: AbortSignal;
}): Promise<number> {
  const database = new Database(from.file, { readonly: true, fileMustExist: true });
  let rows = 0;
  try {
    for (const [table, columns] of Object.entries(EXPORT_COLUMNS[from.system])) {
      const count = (added: number): void => void (rows += added);
      const source = Readable.from(csvOf(database, { table, columns, count }));
      // Exclusive creation: an export never replaces a file, not even one that appeared a moment ago.
      const target = createWriteStream(join(from.folder, `${table}.csv`), { flags: 'wx', mode: 0o600 });
      await pipeline(source, target, { signal: from.signal });
    }
  } finally {
    database.close();
  }
  return rows;
}

function* csvOf(
  database: Database.Database,
  facts: { table: string; columns: readonly string[]; count(added: number): void },
): Generator<string> {
  yield csvLine(facts.columns);
  const statement = database
    .prepare(`SELECT ${facts.columns.join(', ')} FROM ${facts.table} ORDER BY rowid`)
    .raw();
  let chunk = '';
  let waiting = 0;
  for (const row of statement.iterate()) {
    chunk += csvLine(row as Cell[]);
    waiting += 1;
    if (waiting < ROWS_PER_CHUNK) continue;
    facts.count(waiting);
    yield chunk;
    chunk = '';
    waiting = 0;
  }
  facts.count(waiting);
  if (chunk !== '') yield chunk;
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
