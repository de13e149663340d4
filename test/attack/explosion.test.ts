import { cityRows } from '../support/city.js';
import { ask, send, type Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';
import { expandRecord } from '../../src/audit/reading/search.js';

/**
 * A small request may not cost much: docs/attacks.md T10 (Directus: aliases and depth; graphql-js:
 * overlapping fields).
 */

let gateway: TestGateway;
let policy: PolicyCopy;
let somebody: string;
beforeAll(async () => {
  policy = new PolicyCopy();
  // Each limit by itself: on a slow machine reading all these documents takes more than a minute's budget.
  policy.allowWork(3_000);
  gateway = await startTestGateway({}, { root: policy.root });
  const [row] = cityRows<{ id: string }>(
    'registry',
    `SELECT MIN(ATENA_NO) AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1'
     GROUP BY SETAI_NO HAVING COUNT(*) >= 4 LIMIT 1`,
  );
  somebody = row?.id ?? '';
});
afterAll(async () => {
  await gateway?.stop();
  policy?.remove();
});

const CASE = { purpose: 'HISTORY', case: '2023-0001' } as const;
const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');

/** Household in household in household: each level multiplies by the number of members. */
function nested(levels: number, inner = 'atenaNumber'): string {
  return levels === 0
    ? inner
    : `household { members { resident { atenaNumber ${nested(levels - 1, inner)} } } }`;
}

const refused: readonly (readonly [string, string, string])[] = [
  ['a household nested 12 times', 'Directus, unbounded depth', nested(12)],
  ['aliases that double at each of 14 levels', 'Directus, alias bomb', doubling(14)],
];

/** Two aliases of the household at each level: 2^levels selections from a few hundred tokens, by fragments. */
function doubling(levels: number): string {
  return levels === 0 ? 'atenaNumber' : `...F${levels}`;
}
const fragments = (levels: number) =>
  times(levels, (at) => {
    const inner = at === 0 ? 'atenaNumber' : `...F${at}`;
    return `fragment F${at + 1} on Resident { a: household { members { resident { ${inner} } } } b: household { members { resident { ${inner} } } } }`;
  });

async function expectTooLarge(answer: Answer): Promise<void> {
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors[0]).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', messageJa: expect.stringMatching(/[一-龠]/) },
  });
  expect(answer.data ?? null).toBeNull();
  const outcomes = new Set<string>();
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, answer.record))
    outcomes.add(line.outcome);
  expect([...outcomes].filter((outcome) => outcome !== 'FAILED')).toEqual([]);
}

test.each(refused)('%s is refused in words, not executed (%s)', async (_what, _from, selection) => {
  gateway.statements.length = 0;
  const query = `query ($id: ID!) { resident(atenaNumber: $id) { ${selection} } } ${selection.startsWith('...') ? fragments(14) : ''}`;
  await expectTooLarge(await gateway.as('clerk', { ...CASE, query, variables: { id: somebody } }));
  expect(gateway.statements).toEqual([]);
});

test('a household as deep as a screen needs is answered', async () => {
  const query = `query ($id: ID!) { resident(atenaNumber: $id) { ${nested(2, 'name { kanji } immunizations { preExam { institution { name } } }')} } }`;
  const answer = await gateway.as('clerk', { ...CASE, query, variables: { id: somebody } });
  expect(answer.errors).toEqual([]);
});

test('a page that opens more than 200,000 fields is refused whole, and recorded as nothing shown', async () => {
  const page = `residents(where: {}, first: 900) { nodes { ${times(120, (at) => `n${at}: name { a${at}: kanji b${at}: kana }`)} } }`;
  await expectTooLarge(await gateway.as('clerk', { ...CASE, query: `{ ${page} }` }));
});

test('a page of 17,000 fields is answered', async () => {
  const answer = await gateway.as('clerk', {
    ...CASE,
    query: `{ residents(where: {}, first: 500) { nodes { atenaNumber name { kanji kana alias roman former } birthDate { iso wareki precision } age sex status residentSince { iso }
      immunizations { id vaccine { code name } date { iso } lot institution { name } } individualNumber { disclosure reason } } } }`,
  });
  expect(answer.errors).toEqual([]);
  const lines: unknown[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, answer.record))
    lines.push(line);
  expect(lines.length).toBeGreaterThan(17_000);
});

test.each([
  [
    'searches',
    (at: number) =>
      `q${at}: residents(where: {address: "町", birthDateFrom: "1900-01-01"}, first: 1) { totalCount }`,
    { purpose: 'RECOMMEND' },
  ],
  [
    'aggregates',
    (at: number) =>
      `q${at}: immunizationCoverage(vaccine: "MR", by: [SEX], asOf: "2023-0${(at % 9) + 1}-11") { rate }`,
    { purpose: 'STATISTICS' },
  ],
  [
    'recalls',
    (at: number) =>
      `q${at}: recallTargets(vaccine: "MR", first: 1, asOf: "2023-0${(at % 9) + 1}-11") { nodes { status } }`,
    { purpose: 'RECOMMEND' },
  ],
])('300 %s in one operation cost no 300 statements (Directus, alias bomb)', async (_what, one, how) => {
  gateway.statements.length = 0;
  const answer = await gateway.as('clerk', { ...how, query: `{ ${times(300, one)} }` });
  expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(gateway.statements.length).toBeLessThan(120);
});

test('an alias of 100,000 letters is not repeated in each of 900 rows', async () => {
  const query = `{ residents(where: {}, first: 900) { nodes { ${'a'.repeat(100_000)}: atenaNumber } } }`;
  const answer = await gateway.as('clerk', { ...CASE, query });
  expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(answer.text.length).toBeLessThan(2_000);
});

/**
 * Work that grows with the square of the request shows as a request that grows fourfold and takes sixteen times.
 */
const slow: readonly (readonly [string, (size: number) => string])[] = [
  ['one name of 250,000 letters', (size) => 'a'.repeat(size)],
  [
    '250,000 digits and hyphens',
    (size) => times(size / 2, (at) => String((at * 7) % 10)).replaceAll(' ', '-'),
  ],
  ['250,000 digits and dots', (size) => times(size / 2, (at) => String((at * 3) % 10)).replaceAll(' ', '.')],
  [
    'the same field thousands of times (graphql-js, overlapping fields)',
    (size) => `{ viewer { ${'account '.repeat(size / 26)} } }`,
  ],
  ['thousands of brackets', (size) => `{ a(b: ${'['.repeat(size / 26)}`],
  ['thousands of braces', (size) => '{a'.repeat(size / 60) + '}'.repeat(size / 60)],
];
test.each(slow)('%s is answered while another request is', async (_what, make) => {
  const token = await gateway.token('clerk');
  const started = process.cpuUsage();
  const answer = await ask(gateway.port, { ...CASE, token, query: make(250_000) });
  const { user } = process.cpuUsage(started);
  expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  // Processor time of this process, not of the clock: before the limits these took 20 to 60 seconds.
  expect(user / 1e6).toBeLessThan(3);
});

test.each([
  [
    'variables nested 60,000 deep',
    `{"query":"query ($w: ResidentFilter!) { residents(where: $w) { totalCount } }","variables":{"w":${'['.repeat(60_000)}${']'.repeat(60_000)}}}`,
  ],
  [
    '20,000 address-name numbers',
    JSON.stringify({
      query: 'query ($n: [ID!]) { residents(where: {atenaNumbers: $n}) { totalCount } }',
      variables: { n: new Array(20_000).fill('1') },
    }),
  ],
  [
    'a list of operations',
    JSON.stringify([{ query: '{ viewer { account } }' }, { query: '{ viewer { account } }' }]),
  ],
  [
    'a stored document by its hash',
    JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
  ],
  ['no document', JSON.stringify({ variables: {} })],
  ['null', 'null'],
  [
    'fragments in a circle',
    JSON.stringify({
      query:
        '{ resident(atenaNumber: "1") { ...A } } fragment A on Resident { ...B } fragment B on Resident { household { members { resident { ...A } } } }',
    }),
  ],
])('%s: refused, and on record', async (_what, body) => {
  const answer = await send(gateway.port, { ...CASE, token: await gateway.token('clerk') }, body);
  expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(answer.headers['sekisho-record']).toMatch(/^gw1\/\d+$/);
  expect(answer.text.length).toBeLessThan(5_000);
});

test('a document is not kept for those who know its hash (Apollo, automatic persisted queries)', async () => {
  const query = '{ viewer { account } }';
  const { createHash } = await import('node:crypto');
  const extensions = {
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
  };
  const token = await gateway.token('clerk');
  await send(gateway.port, { token }, JSON.stringify({ query, extensions }));
  const second = await send(gateway.port, { token }, JSON.stringify({ extensions }));
  expect(JSON.parse(second.text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});
