import { join } from 'node:path';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import { FrameReader } from '../../src/audit/verify/frames.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * What an access takes on disk, of the smallest page that staff look at: its INTENT, its OUTCOME, and what is
 * fixed in each.
 */

const ANSWERS = 20;
let gateway: TestGateway;
beforeAll(async () => void (gateway = await startTestGateway()));
afterAll(() => gateway?.stop());

const sequenceOf = (record: string): number => Number(record.split('/')[1]);

/**
 * Bytes of all INTENT and OUTCOME frames behind a record. A checkpoint comes with time and not with answers: on a
 * slow machine another one falls among them.
 */
async function bytesOfAnswers(after: number): Promise<number> {
  const { auditDirectory } = gateway.settings;
  const answers = new Set<number>();
  for await (const { record } of readRecords(auditDirectory, gateway.auditKeys))
    if (record.seq > after && ['INTENT', 'OUTCOME'].includes(record.kind)) answers.add(record.seq);
  expect(answers.size).toBe(2 * ANSWERS);
  const reader = await FrameReader.open(join(auditDirectory, 'gw1', '000001.skl'));
  let bytes = 0;
  for (let frame = await reader.next(); frame !== null; frame = await reader.next())
    if (answers.has(frame.seq)) bytes += frame.bytes.length;
  await reader.close();
  return bytes;
}

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
  let { record } = await ask();
  const before = sequenceOf(record);
  for (let at = 0; at < ANSWERS; at++) ({ record } = await ask());
  const bytes = await bytesOfAnswers(before);
  let accesses = 0;
  for await (const access of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    accesses += access.coordinate === '' ? 0 : 1;
  // All but what stands within an item that somebody has not.
  expect(accesses).toBeGreaterThan(48 * 9);
  expect(bytes / (ANSWERS * accesses)).toBeLessThanOrEqual(2);
});
