import Database from 'better-sqlite3';
import type { CaseRow } from '../../src/cases/case-rows.js';
import { CASE_TABLE } from '../../src/cases/case-tables.js';
import { plainCase } from '../../src/cases/demo-cases.js';
import type { DatabaseUrl } from '../../src/database/database-url.js';
import { HEALTH_DIVISION } from '../../src/policy/terms.js';
import { cityRows, testCity } from './city.js';

/** Cases that suites name, by the division whose they are. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  [HEALTH_DIVISION]: [
    ...['2023-0001', '2023-0002', '2023-0099', '2026-0001', '1', 'A-1', 'C-1', 'K-1', 'T-1', 'T-2', 'T-9'],
    ...[
      'K-2023-17',
      'K-2023-41',
      'K-2023-42',
      'K-2023-43',
      'K-2023-44',
      'K-2023-45',
      'K-2023-50',
      'K-2023-51',
      'K-2023-52',
      '5小健第123号',
    ],
  ],
  総務部総務課: ['2023-1', 'D-1', 'D-2023-7'],
};

/** Everybody whom a registry has, in whatever standing; by default that of the suites' city. */
export function everybody(registry?: DatabaseUrl): readonly string[] {
  const sql = 'SELECT ATENA_NO AS number FROM JUKI_KIHON';
  if (registry?.kind !== 'sqlite')
    return cityRows<{ number: string }>('registry', sql).map(({ number }) => number);
  const database = new Database(registry.path, { readonly: true });
  try {
    return database
      .prepare<[], { number: string }>(sql)
      .all()
      .map(({ number }) => number);
  } finally {
    database.close();
  }
}

interface Opened {
  readonly persons?: readonly string[];
  readonly today?: string;
  /** Numbers of the cases, by division; those that suites name by default. */
  readonly cases?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The cases that suites name, opened as by a clerk at the counter, about these persons or about everybody of the
 * suites' city: what a test's gateway begins with. Written behind the back of the gateway that has the store open;
 * whoever needs a case about somebody in particular opens it by the graph.
 */
export function openCasesIn(
  store: DatabaseUrl,
  { persons = everybody(), today = testCity().manifest.asOf, cases = CASES }: Opened = {},
): void {
  if (store.kind !== 'sqlite') return;
  const database = new Database(store.path, { timeout: 10_000 });
  try {
    const columns = Object.values(CASE_TABLE.columns).map(({ name }) => name);
    const values = columns.map(() => '?').join(', ');
    const file = database.prepare(
      `INSERT OR IGNORE INTO case_file (${columns.join(', ')}) VALUES (${values})`,
    );
    const name = database.prepare('INSERT OR IGNORE INTO case_name (name, case_number) VALUES (?, ?)');
    const people = database.prepare(
      `INSERT OR IGNORE INTO case_person (id, case_number, atena_number)
       SELECT ? || ' ' || value, ?, value FROM json_each(?)`,
    );
    database.transaction(() => {
      for (const [division, numbers] of Object.entries(cases)) {
        for (const number of numbers) {
          const { row } = plainCase(number, { persons, today, division });
          file.run(Object.keys(CASE_TABLE.columns).map((property) => row[property as keyof CaseRow]));
          name.run(number, number);
          people.run(number, number, JSON.stringify(persons));
        }
      }
    })();
  } finally {
    database.close();
  }
}
