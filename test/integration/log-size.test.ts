import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expandRecord } from '../../src/audit/reading/search.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * What an access takes on disk, of the smallest page that staff look at: its INTENT, its OUTCOME, and what is
 * fixed in each.
 */

const ANSWERS = 20;
let gateway: TestGateway;
beforeAll(async () => void (gateway = await startTestGateway()));
afterAll(() => gateway?.stop());

test.each([
  [
    'names, birthdays and an address that is withheld',
    'atenaNumber name { kanji kana } birthDate { wareki } sex age address',
  ],
  [
    'items that some have and some have not',
    'atenaNumber status name { kanji kana roman } birthDate { iso } sex',
  ],
])('a page of 50 persons and nine fields takes two bytes an access at most: %s', async (_what, fields) => {
  const query = `{ residents(where: {}, first: 50) { nodes { ${fields} } } }`;
  const ask = () => gateway.as('clerk', { purpose: 'HISTORY', case: '2026-0001', query });
  await ask();
  const segment = join(gateway.settings.auditDirectory, 'gw1', '000001.skl');
  const before = statSync(segment).size;
  let record = '';
  for (let at = 0; at < ANSWERS; at++) ({ record } = await ask());
  const bytes = statSync(segment).size - before;
  let accesses = 0;
  for await (const access of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    accesses += access.coordinate === '' ? 0 : 1;
  // All but what stands within an item that somebody has not.
  expect(accesses).toBeGreaterThan(48 * 9);
  expect(bytes / (ANSWERS * accesses)).toBeLessThanOrEqual(2);
});
