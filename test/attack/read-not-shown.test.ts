import { MUNICIPALITY } from '../../src/about.js';
import { expandRecord, searchSubject } from '../../src/audit/reading/search.js';
import type { Access } from '../../src/audit/record/record.js';
import { cityRows } from '../support/city.js';
import { CountedCalls, callOf } from '../support/counted-calls.js';
import { fullestFile } from '../support/fullest-file.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';

/**
 * What was read and not shown is on record as that, with its persons, and counts: docs/attacks.md A1, A2, A10. Calls are
 * counted in the executor, so that a record cannot agree with an answer by leaving out what both lost.
 */

let policy: PolicyCopy;
let gateway: TestGateway;
const counted = new CountedCalls();
beforeAll(async () => {
  policy = new PolicyCopy();
  policy.edit('caps.json', (text) =>
    text
      .replace(/"HISTORY": .*/, '"HISTORY": { "warnAt": 40, "cap": 60 },')
      .replace(/"CERTIFICATE": .*/, '"CERTIFICATE": { "warnAt": 20, "cap": 30 },')
      .replace(/"INQUIRY": .*/, '"INQUIRY": { "warnAt": 1, "cap": 2 },'),
  );
  gateway = await startTestGateway({}, { root: policy.root, onGraph: counted.onGraph });
});
afterAll(async () => {
  await gateway?.stop();
  policy?.remove();
});

const CASE = { purpose: 'RECOMMEND', case: '2023-0001' } as const;

async function expand(record: string): Promise<readonly Access[]> {
  const lines: Access[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    lines.push(line);
  return lines;
}

const outcomes = (lines: readonly Access[]) => [...new Set(lines.map(({ outcome }) => outcome))].sort();
const persons = (lines: readonly Access[]) => new Set(lines.flatMap(({ subject }) => subject ?? []));
const callsIn = (lines: readonly Access[]) =>
  [...new Set(lines.map(({ coordinate, path }) => callOf(coordinate, path)))].sort();

async function foundBy(atenaNumber: string): Promise<readonly Access[]> {
  const lines: Access[] = [];
  const { auditDirectory } = gateway.settings;
  for await (const line of searchSubject(auditDirectory, gateway.auditKeys, {
    municipality: MUNICIPALITY,
    atenaNumber,
  }))
    lines.push(line);
  return lines;
}

const PAGE =
  'residents(where: {}, first: 300) { nodes { atenaNumber name { kanji } memo immunizations { id lot } } }';

const FAILING = 'x: recallTargets(vaccine: "NOPE") { nodes { status } }';

test('A1: a mandatory root field that fails leaves each call of the others on record', async () => {
  counted.take();
  const answer = await gateway.as('clerk', { ...CASE, query: `{ ${FAILING} ${PAGE} }` });
  expect(answer.data).toBeNull();
  const lines = await expand(answer.record);
  expect(callsIn(lines)).toEqual([...counted.take()].sort());
  expect(persons(lines).size).toBe(300);
  expect(outcomes(lines)).toEqual(expect.arrayContaining(['FAILED', 'UNSHOWN']));
  expect(outcomes(lines)).not.toContain('DISCLOSED');
});

test('A1: it is found by the person, as what it is, by command and in the graph', async () => {
  const answer = await gateway.as<{ residents: { nodes: { atenaNumber: string }[] } }>('clerk', {
    ...CASE,
    query: '{ residents(where: {}, first: 5) { nodes { atenaNumber } } }',
  });
  const subject = answer.data.residents.nodes[4]?.atenaNumber ?? '';
  const lost = await gateway.as('clerk', {
    ...CASE,
    query: `query ($id: ID!) { ${FAILING} resident(atenaNumber: $id) { name { kanji } } }`,
    variables: { id: subject },
  });
  expect(await foundBy(subject)).toContainEqual(
    expect.objectContaining({
      record: lost.record,
      coordinate: 'Query.resident',
      outcome: 'UNSHOWN',
      reason: 'lost with a field that failed',
    }),
  );
  const history = await gateway.as('auditor', {
    purpose: 'AUDIT',
    from: '127.0.0.4',
    query:
      'query ($id: ID!) { accessHistory(subject: $id, first: 1) { nodes { coordinates { coordinate outcome } } } }',
    variables: { id: subject },
  });
  expect(JSON.stringify(history.data)).toContain('{"coordinate":"Query.resident","outcome":"UNSHOWN"}');
});

test('A1: persons of an answer that was lost count like those of one that was given', async () => {
  const history = { purpose: 'HISTORY' };
  const page = (first: number) => `residents(where: {}, first: ${first}) { nodes { sex } }`;
  const lost = await gateway.as('clerk', { ...history, query: `{ ${FAILING} ${page(50)} }` });
  expect(lost.data).toBeNull();
  const again = await gateway.as('clerk', { ...history, query: `{ ${page(50)} }` });
  expect(again.text).toContain('"code":"PERSON_BUDGET"');
  expect(again.text).toContain('"used":50');
});

test('A1: that there is nobody is read, too, and may be lost like anything else', async () => {
  const query =
    '{ kept: resident(atenaNumber: "1") { sex } page: residents(where: {}, first: 3) { nodes { sex } } } ';
  const answer = await gateway.as('clerk', { ...CASE, query });
  expect(outcomes(await expand(answer.record))).toEqual(['ABSENT', 'DISCLOSED']);
  const failing = await gateway.as('clerk', { ...CASE, query: query.replace('first: 3', 'first: 0') });
  const lines = await expand(failing.record);
  expect(lines.map(({ coordinate, outcome }) => `${coordinate} ${outcome}`).sort()).toEqual([
    'Query.resident UNSHOWN',
    'Query.residents FAILED',
  ]);
});

test('A2: an answer past the person budget leaves each call on record, and spends what was left', async () => {
  const ids = cityRows<{ id: string }>(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' ORDER BY ATENA_NO LIMIT 41",
  ).map(({ id }) => id);
  const page =
    'query ($ids: [ID!]) { residents(where: { atenaNumbers: $ids }, first: 40) { nodes { atenaNumber name { kanji } address } } }';
  const ask = { purpose: 'CERTIFICATE', case: '2023-0001' };
  counted.take();
  const answer = await gateway.as('clerk', { ...ask, query: page, variables: { ids: ids.slice(0, 40) } });
  expect([answer.status, answer.data]).toEqual([429, null]);
  const lines = await expand(answer.record);
  expect(callsIn(lines)).toEqual([...counted.take()].sort());
  expect(persons(lines).size).toBe(40);
  expect(outcomes(lines)).toEqual(['UNSHOWN', 'WITHHELD']);
  // The first thirty of them took the places of the hour; nobody else comes in.
  const other = { ...ask, query: page, variables: { ids: ids.slice(40) } };
  expect((await gateway.as('clerk', other)).status).toBe(429);
});

/** Hundreds of times the child with the most doses: estimated within the limits, and beyond them in fact. */
const HUGE = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Resident { immunizations { ${Array.from({ length: 20 }, (_, at) => `a${at}: lot`).join(' ')} } } } }`;

test('A2: an answer that grows past its limit leaves each call on record, and its persons count', async () => {
  counted.take();
  const atenaNumber = fullestFile();
  const r = Array.from({ length: 450 }, () => ({ __typename: 'Resident', atenaNumber }));
  const inquiry = { ...CASE, purpose: 'INQUIRY' };
  const answer = await gateway.as('clerk', { ...inquiry, query: HUGE, variables: { r } });
  expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const lines = await expand(answer.record);
  const calls = counted.take();
  expect(calls.length).toBeGreaterThan(200_000);
  expect(callsIn(lines)).toEqual([...calls].sort());
  expect(outcomes(lines)).toEqual(['UNREAD', 'UNSHOWN']);
  expect(persons(lines).size).toBe(1);
  // Two persons an hour under this purpose: this one was the first.
  const one = 'query ($id: ID!) { resident(atenaNumber: $id) { sex } }';
  const [second, third] = cityRows<{ id: string }>(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO <> ? LIMIT 2",
    atenaNumber,
  );
  const statusFor = async (id: string | undefined) =>
    (await gateway.as('clerk', { ...inquiry, query: one, variables: { id } })).status;
  const asked = [second?.id, third?.id, atenaNumber];
  const statuses: number[] = [];
  for (const id of asked) statuses.push(await statusFor(id));
  expect(statuses).toEqual([200, 429, 200]);
});

test('A10: whoever was read for a recall and is not on the list is on record as that, and counts', async () => {
  const { data, record } = await gateway.as<{ recallTargets: { nodes: object[] } }>('clerk', {
    ...CASE,
    query: '{ recallTargets(vaccine: "MR", first: 15) { nodes { status } } }',
  });
  const lines = await expand(record);
  // Fifteen candidates were read, of whom the list shows some.
  expect(persons(lines).size).toBe(15);
  const shown = data.recallTargets.nodes.length;
  expect(shown).toBeLessThan(15);
  const unshown = lines.filter(({ reason }) => reason === 'left out of the list');
  expect(persons(unshown).size).toBe(15 - shown);
  expect(outcomes(unshown)).toEqual(['UNSHOWN']);
});
