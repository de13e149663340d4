import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readManifest, type CityManifest } from '../../src/city/manifest.js';

/** What the suites' city is made from. */
export const TEST_CITY = { seed: 13210, size: 900, asOf: '2023-06-27' } as const;

export function testCity(): { readonly directory: string; readonly manifest: CityManifest } {
  const directory = process.env['SEKISHO_TEST_CITY'];
  if (directory === undefined) throw new Error('The global set-up has made no city');
  const manifest = readManifest(directory);
  if (manifest === null) throw new Error('The city is not whole');
  return { directory, manifest };
}

/** Settings of a gateway over this city: on a free port, on the city's day, with a data folder of its own. */
export function cityEnvironment(data: string): Record<string, string> {
  const { directory, manifest } = testCity();
  const source = (system: string) => `sqlite:${join(directory, '132101', `${system}.sqlite`)}`;
  return {
    SEKISHO_PORT: '0',
    SEKISHO_DATA: data,
    SEKISHO_TODAY: manifest.asOf,
    SEKISHO_REGISTRY_URL: source('registry'),
    SEKISHO_HEALTH_URL: source('health'),
    SEKISHO_ADDRESS_URL: source('address-name'),
  };
}

/**
 * A health management of the gateway's own: coupons that are issued come into it, and the suites' city stays as it is.
 * Made once in a data folder, however often a gateway starts there.
 */
export function ownHealthManagement(data: string): Record<string, string> {
  const path = join(data, 'health.sqlite');
  if (!existsSync(path)) copyFileSync(join(testCity().directory, '132101', 'health.sqlite'), path);
  return { SEKISHO_HEALTH_URL: `sqlite:${path}` };
}

/**
 * Rows of one of the city's legacy databases, read behind the gateway's back: what a test compares answers with.
 */
export function cityRows<Row>(
  system: 'registry' | 'health' | 'address-name',
  sql: string,
  ...values: unknown[]
): Row[] {
  const database = new Database(join(testCity().directory, '132101', `${system}.sqlite`), { readonly: true });
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}

/** Every individual number of both municipalities. */
export function allNumbers(): readonly string[] {
  const numbers: string[] = [];
  for (const municipality of ['132101', '132144']) {
    const database = new Database(join(testCity().directory, municipality, 'address-name.sqlite'), {
      readonly: true,
    });
    const rows = database
      .prepare('SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA WHERE KOJIN_BANGO IS NOT NULL')
      .all();
    numbers.push(...(rows as { number: string }[]).map((row) => row.number));
    database.close();
  }
  return numbers;
}
