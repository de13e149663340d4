import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { cityRows, testCity } from '../support/city.js';
import { numbersInFiles } from '../support/files.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * What a database says when it fails may quote what it holds: docs/attacks.md T5 (Bytebase PR 19371: error
 * text; SQL Server's conversion and duplicate-key errors). Here the driver's own message holds a number, from
 * every source, in each way it can be asked.
 */

const NUMBER = '123456789010';
let folder: string;
let gateway: TestGateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-errors-'));
  gateway = await startTestGateway({
    SEKISHO_REGISTRY_URL: failing('registry', 'JUKI_SIEN'),
    SEKISHO_HEALTH_URL: failing('health', 'kk_sessyu'),
    SEKISHO_ADDRESS_URL: failing('address-name', 'T_TOGO_ATENA'),
  });
});
afterAll(async () => {
  await gateway?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * The database with one table that cannot be read, and whose fault quotes a number: `no such table: main.t123…`.
 */
function failing(system: string, table: string): string {
  const path = join(folder, `${system}.sqlite`);
  copyFileSync(join(testCity().directory, '132101', `${system}.sqlite`), path);
  const database = new Database(path);
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  database.exec(`ALTER TABLE ${table} RENAME TO gone_${table}`);
  database.exec(`CREATE VIEW ${table} AS SELECT ${columns.join(', ')} FROM t${NUMBER}`);
  expect(() => database.prepare(`SELECT * FROM ${table}`)).toThrow(NUMBER);
  database.close();
  return `sqlite:${path}`;
}

const somebody = () =>
  cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' LIMIT 1`,
  )[0]?.id;

const ways: readonly (readonly [string, string, string])[] = [
  [
    'the registry, for one person',
    'HISTORY',
    'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } } }',
  ],
  [
    'the registry, in a search',
    'RECOMMEND',
    'query { residents(where: {address: "町"}) { totalCount nodes { atenaNumber } } }',
  ],
  [
    'the health file, in a statistic',
    'STATISTICS',
    '{ immunizationCoverage(vaccine: "MR", by: [SEX]) { rate } }',
  ],
  ['the health file, in a recall', 'RECOMMEND', '{ recallTargets(vaccine: "MR") { nodes { status } } }'],
  [
    'the address-name system, in a look-up',
    'INQUIRY',
    'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { atenaNumber } }',
  ],
  [
    'the address-name system, in a verification',
    'INQUIRY',
    'query ($id: ID!, $n: IndividualNumberInput!) { verifyIndividualNumber(atenaNumber: $id, number: $n) }',
  ],
];

test.each(ways)('%s: the fault comes back as a code and nothing more', async (_where, purpose, query) => {
  const account = purpose === 'INQUIRY' ? 'number-clerk' : 'clerk';
  const variables = { id: somebody(), n: '123456789018' };
  const answer = await gateway.as(account, { purpose, case: '1', query, variables });
  expect(answer.errors[0]?.extensions.code).toBe('SOURCE_UNAVAILABLE');
  expect(answer.text + JSON.stringify(answer.headers)).not.toMatch(
    /\d{12}|no such table|SQLITE|JUKI_|kk_|T_TOGO/i,
  );
});

test('afterwards neither the log lines nor any file holds it', () => {
  expect(gateway.logLines.length).toBeGreaterThan(0);
  expect(gateway.logLines.join('')).not.toContain(NUMBER);
  expect(numbersInFiles(gateway.settings.dataDirectory, new Set([NUMBER, '123456789018']))).toEqual([]);
});
