import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { BuildCityOptions } from '../../src/city/build-city.js';
import { systemFile, type CitySystem } from '../../src/city/city-database.js';
import type { TruthLine } from '../../src/city/truth.js';

const root = resolve(__dirname, '../..');
export const AS_OF = '2023-06-27';
const folders: string[] = [];

export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sekisho-city-'));
  folders.push(made);
  return made;
}

export function options(directory: string, change: Partial<BuildCityOptions> = {}): BuildCityOptions {
  return { root, directory, seed: 13210, size: 600, asOf: AS_OF, ...change };
}

export function rows<Row>(
  directory: string,
  system: CitySystem,
  sql: string,
  municipality = '132101',
): Row[] {
  const database = new Database(systemFile(directory, municipality, system), { readonly: true });
  try {
    return database.prepare(sql).all() as Row[];
  } finally {
    database.close();
  }
}

export function individualNumbers(directory: string): Set<string> {
  const numbers = new Set<string>();
  for (const code of ['132101', '132144']) {
    for (const { n } of rows<{ n: string }>(
      directory,
      'address-name',
      'SELECT KOJIN_BANGO n FROM T_TOGO_ATENA WHERE KOJIN_BANGO IS NOT NULL',
      code,
    )) {
      numbers.add(n);
    }
  }
  return numbers;
}

/** Every run of 12 digits in the text, overlapping ones included. */
export function* windows(text: string): Generator<string> {
  for (const [run] of text.normalize('NFKC').matchAll(/[0-9]{12,}/g)) {
    for (let at = 0; at + 12 <= run.length; at += 1) yield run.slice(at, at + 12);
  }
}

export function truthOf(directory: string): TruthLine[] {
  const lines = readFileSync(join(directory, 'truth.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as TruthLine);
}

export function removeFolders(): void {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
}
