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
  return bytesOf(answers);
}

/** Of the frames of these records. */
async function bytesOf(seqs: ReadonlySet<number>): Promise<number> {
  const { auditDirectory } = gateway.settings;
  const reader = await FrameReader.open(join(auditDirectory, 'gw1', '000001.skl'));
  let bytes = 0;
  for (let frame = await reader.next(); frame !== null; frame = await reader.next())
    if (seqs.has(frame.seq)) bytes += frame.bytes.length;
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

/** As `npm run bench` asks for one person and for a page, of others each time. */
const DOSE = `id dose vaccine { code } date { iso } ageAtVaccination billingMonth setting place preExam { result }
  institution { name } doctor manufacturer lot doseMl`;
const PERSON = `query person($id: ID!) { resident(atenaNumber: $id) {
  atenaNumber status sex age name { kanji kana alias roman former } birthDate { iso wareki precision }
  residentSince { iso wareki precision } residentUntil { iso } immunizations { ${DOSE} } } }`;
const PAGE = `query page($after: String) { residents(where: {}, first: 100, after: $after) {
  nodes { atenaNumber immunizations { ${DOSE} } } pageInfo { endCursor } } }`;

type Found = {
  residents: {
    nodes: { atenaNumber: string; immunizations: unknown[] | null }[];
    pageInfo: { endCursor: string };
  };
};

test('one person takes four bytes an access at most, a page of 100 with their doses half a byte', async () => {
  const asked = { purpose: 'HISTORY', case: '2026-0001' };
  const [pages, persons]: [string[], string[]] = [[], []];
  let after: string | null = null;
  for (let page = 0; page < 5; page++) {
    const answer = await gateway.as('clerk', { ...asked, query: PAGE, variables: { after } });
    pages.push(answer.record);
    const { residents } = answer.data as unknown as Found;
    after = residents.pageInfo.endCursor;
    // As many doses as the one whom the bench asks for: where more is read, what is fixed in two records counts less.
    for (const { atenaNumber: id, immunizations } of residents.nodes)
      if (immunizations?.length === 3)
        persons.push((await gateway.as('clerk', { ...asked, query: PERSON, variables: { id } })).record);
  }
  expect(persons.length).toBeGreaterThan(5);
  expect(await bytesPerAccess(persons)).toBeLessThanOrEqual(4);
  expect(await bytesPerAccess(pages)).toBeLessThanOrEqual(0.5);
});

/** Of these outcomes and their intents. */
async function bytesPerAccess(outcomes: readonly string[]): Promise<number> {
  const { auditDirectory } = gateway.settings;
  const counted = new Set<number>();
  let accesses = 0;
  for await (const { record } of readRecords(auditDirectory, gateway.auditKeys)) {
    if (record.kind !== 'OUTCOME' || !outcomes.includes(`gw1/${record.seq}`)) continue;
    counted.add(record.seq).add(record.intent ?? 0);
    accesses += record.accesses?.count ?? 0;
  }
  expect(counted.size).toBe(2 * outcomes.length);
  return (await bytesOf(counted)) / accesses;
}
