import { MUNICIPALITY } from '../../src/about.js';
import { expandRecord, searchSubject } from '../../src/audit/reading/search.js';
import type { Access } from '../../src/audit/record/record.js';
import { birthDateOf } from '../support/birth-date.js';
import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';

/**
 * A question that tells something of named or few persons is an access to them, however little of the answer is
 * shown: docs/attacks.md A3.
 */

let policy: PolicyCopy;
let gateway: TestGateway;
beforeAll(async () => {
  policy = new PolicyCopy();
  policy.edit('caps.json', (text) =>
    text.replace(/"CERTIFICATE": .*/, '"CERTIFICATE": { "warnAt": 2, "cap": 3 },'),
  );
  gateway = await startTestGateway({}, { root: policy.root });
});
afterAll(async () => {
  await gateway?.stop();
  policy?.remove();
});

interface Row {
  readonly id: string;
  readonly born: string;
}
const open = (limit: number): readonly Row[] =>
  cityRows<Row>(
    'registry',
    `SELECT ATENA_NO AS id, UMARE_YMD AS born FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND UMARE_YMD NOT LIKE '%00'
     AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) AND SETAI_NO NOT IN
       (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO IN (${ownNumbers().join()})) ORDER BY 1 LIMIT ${limit}`,
  );
const ownNumbers = (): readonly string[] =>
  Object.values(testCity().manifest.staff).flatMap((id) =>
    id === null ? [] : [`'${id.padStart(15, '0')}'`],
  );
const day = (born: string) => `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`;

/** A month in which a few of those whom the clerk may find were born. */
function commonMonth(): string {
  const rows = open(2_000);
  const months = rows.map(({ born }) => born.slice(0, 6));
  const count = (month: string) => months.filter((one) => one === month).length;
  const found = months.find((month) => count(month) >= 3 && count(month) <= 6);
  if (found === undefined) throw new Error('no such month');
  return `${found}01`;
}

const CASE = { purpose: 'HISTORY', case: '2023-0001' } as const;

async function expand(record: string): Promise<readonly Access[]> {
  const lines: Access[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    lines.push(line);
  return lines;
}

async function foundBy(atenaNumber: string, record: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const { auditDirectory } = gateway.settings;
  for await (const line of searchSubject(auditDirectory, gateway.auditKeys, {
    municipality: MUNICIPALITY,
    atenaNumber,
  }))
    if (line.record === record) lines.push(`${line.coordinate} ${line.outcome} ${line.reason}`);
  return lines;
}

const SHAPES = [
  'totalCount',
  'nodes { __typename }',
  'edges { cursor }',
  'pageInfo { hasNextPage endCursor }',
];
const ask = (selection: string, where: object, more = '') => ({
  ...CASE,
  query: `query ($where: ResidentFilter!) { residents(where: $where${more}) { ${selection} } }`,
  variables: { where },
});

describe.each(SHAPES)('asked for %s', (selection) => {
  test('named persons are on record with what they were asked by, whether they match or not', async () => {
    const [one, other] = open(2) as [Row, Row];
    const where = {
      atenaNumbers: [one.id, other.id],
      birthDateFrom: day(one.born),
      birthDateTo: day(one.born),
    };
    const answer = await gateway.as('clerk', ask(selection, where));
    expect(answer.errors).toEqual([]);
    const line =
      'Query.residents DISCLOSED by ResidentFilter.birthDateFrom ResidentFilter.birthDateTo ResidentFilter.status';
    for (const { id } of [one, other]) expect(await foundBy(id, answer.record)).toContain(line);
  });

  test('few whom it fits are on record, also those behind the page', async () => {
    const born = commonMonth();
    const fitting = cityRows<{ id: string }>(
      'registry',
      `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND substr(UMARE_YMD, 1, 6) = ?`,
      born.slice(0, 6),
    );
    expect(fitting.length).toBeGreaterThan(1);
    expect(fitting.length).toBeLessThanOrEqual(10);
    const where = {
      birthDateFrom: `${day(born).slice(0, 7)}-01`,
      birthDateTo: `${day(born).slice(0, 7)}-28`,
    };
    const answer = await gateway.as('clerk', ask(selection, where, ', first: 1'));
    const told = await Promise.all(fitting.map(({ id }) => foundBy(id, answer.record)));
    const within = told.filter((lines) =>
      lines.includes('Query.residents DISCLOSED by ResidentFilter.birthDateFrom ResidentFilter.birthDateTo'),
    );
    expect(within.length).toBeGreaterThan(0);
    expect((await expand(answer.record)).filter(({ subject }) => subject !== null).length).toBe(
      within.length,
    );
  });
});

test('a protected person is not found by an address, nor counted, and asking is on record as withheld', async () => {
  const [row] = cityRows<{ id: string; address: string }>(
    'registry',
    `SELECT k.ATENA_NO AS id, k.JUSHO AS address FROM JUKI_SIEN s JOIN JUKI_KIHON k ON k.ATENA_NO = s.ATENA_NO
     WHERE k.JUMIN_JOTAI = '1' AND s.SYURYO_YMD > '20230627' LIMIT 1`,
  );
  const where = { atenaNumbers: [row?.id], address: row?.address.slice(-6) };
  const asked = { ...ask('totalCount', where), purpose: 'RECOMMEND' };
  const answer = await gateway.as<{ residents: { totalCount: number } }>('clerk', asked);
  expect(answer.data.residents.totalCount).toBe(0);
  const lines = await foundBy(row?.id ?? '', answer.record);
  expect(lines).toEqual([expect.stringMatching(/^Query\.residents WITHHELD support-measures\./)]);
});

test('a member of the own household is neither found nor counted by what may not be read of them', async () => {
  const own = testCity().manifest.staff['clerk'] ?? '';
  const [row] = cityRows<Row>(
    'registry',
    `SELECT ATENA_NO AS id, UMARE_YMD AS born FROM JUKI_KIHON WHERE ATENA_NO = ?`,
    own.padStart(15, '0'),
  );
  const where = { atenaNumbers: [row?.id], birthDateFrom: '1900-01-01' };
  const answer = await gateway.as<{ residents: { totalCount: number } }>('clerk', ask('totalCount', where));
  expect(answer.data.residents.totalCount).toBe(0);
  expect(await foundBy(row?.id ?? '', answer.record)).toEqual([
    expect.stringMatching(/^Query\.residents WITHHELD own-household/),
  ]);
});

test('questions count in the person budget, and are refused when it is spent', async () => {
  const rows = open(5);
  const exists = (at: number) =>
    gateway.as('clerk', {
      ...ask('totalCount', { atenaNumbers: [rows[at]?.id], birthDateFrom: '1950-01-01' }),
      purpose: 'CERTIFICATE',
    });
  for (const at of [0, 1, 2, 2, 1]) expect((await exists(at)).errors).toEqual([]);
  const refused = await exists(3);
  expect([refused.status, refused.data]).toEqual([429, null]);
});

test('persons of a list of whom nothing is asked for are on record for the list', async () => {
  const listed = await gateway.as('clerk', ask('nodes { __typename }', {}, ', first: 40'));
  const lines = await expand(listed.record);
  expect(new Set(lines.flatMap(({ subject }) => subject ?? [])).size).toBe(40);
  const recall = await gateway.as<{ recallTargets: { nodes: object[] } }>('clerk', {
    purpose: 'RECOMMEND',
    query: '{ recallTargets(vaccine: "MR", first: 50) { nodes { __typename } } }',
  });
  const called = await expand(recall.record);
  const onTheList = called.filter(({ outcome }) => outcome !== 'UNSHOWN');
  expect(new Set(onTheList.flatMap(({ subject }) => subject ?? [])).size).toBe(
    recall.data.recallTargets.nodes.length,
  );
  expect(recall.data.recallTargets.nodes.length).toBeGreaterThan(0);
});

test('whoever one’s own cases are about is on record for the list, though only their numbers are asked for', async () => {
  const asked = open(2);
  const input = {
    ...{ idempotencyKey: 'listed-case', atenaNumbers: asked.map(({ id }) => id), purposes: ['INQUIRY'] },
    ...{ window: 'health-counter', requester: 'PERSON', documents: ['NUMBER_CARD'] },
  };
  const opened = await gateway.as<{ openCase: { userErrors: object[] } }>('clerk', {
    query: 'mutation ($input: OpenCaseInput!) { openCase(input: $input) { userErrors { code } } }',
    variables: { input },
    purpose: 'INQUIRY',
  });
  expect([opened.errors, opened.data.openCase.userErrors]).toEqual([[], []]);
  for (const selection of ['nodes { number }', 'edges { node { openUntil } }', 'edges { cursor }']) {
    const listed = await gateway.as('clerk', {
      query: `{ myCases(first: 100) { ${selection} } }`,
      purpose: 'INQUIRY',
    });
    expect(listed.errors).toEqual([]);
    for (const { id } of asked)
      expect(await foundBy(id, listed.record)).toEqual(['Query.myCases DISCLOSED null']);
  }
});

test('so are the members of a household', async () => {
  const [row] = cityRows<{ id: string; members: number }>(
    'registry',
    `SELECT MIN(ATENA_NO) AS id, COUNT(*) AS members FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1'
     AND SETAI_NO NOT IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO IN (${ownNumbers().join()}))
     AND SETAI_NO NOT IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN))
     GROUP BY SETAI_NO HAVING COUNT(*) = 4 LIMIT 1`,
  );
  const answer = await gateway.as('clerk', {
    ...CASE,
    query: 'query ($id: ID!) { resident(atenaNumber: $id) { household { members { __typename } } } }',
    variables: { id: row?.id },
  });
  const lines = await expand(answer.record);
  expect(new Set(lines.flatMap(({ subject }) => subject ?? [])).size).toBeGreaterThanOrEqual(4);
});

test('a count of the city, or whether there is another page, reads nobody and is about nobody', async () => {
  const answer = await gateway.as('clerk', ask('totalCount pageInfo { hasNextPage endCursor }', {}));
  const lines = await expand(answer.record);
  expect(lines.map(({ subject }) => subject)).toEqual(lines.map(() => null));
});

test('the extract in plain Japanese says what a person was searched by', async () => {
  const [, , , , , one] = open(6) as Row[];
  await gateway.as('clerk', ask('totalCount', { atenaNumbers: [one?.id], kanaPrefix: 'ア' }));
  const extract = await gateway.as('disclosure', {
    purpose: 'DISCLOSURE',
    case: 'D-1',
    from: '127.0.0.4',
    query:
      'query ($id: ID!, $birthDate: Date!) { disclosureExtract(subject: $id, birthDate: $birthDate) { entries { items { itemJa outcomeJa } } } }',
    variables: { id: one?.id, birthDate: birthDateOf(one?.id ?? '') },
  });
  expect(extract.text).toContain('検索に使った項目:カナ氏名の初めの部分');
});

test('that nobody has a number is told to whoever names it, and on record for it (docs/attacks.md A9)', async () => {
  for (const shape of SHAPES) {
    const { record, errors } = await gateway.as('clerk', ask(shape, { atenaNumbers: ['777777777777'] }));
    expect(errors).toEqual([]);
    expect(await foundBy('000777777777777', record)).toContain(
      'Query.residents DISCLOSED by ResidentFilter.status',
    );
  }
  const counted = await gateway.as('clerk', ask('totalCount', { atenaNumbers: ['777777777777'] }));
  expect(await foundBy('000777777777777', counted.record)).toContain(
    'ResidentConnection.totalCount DISCLOSED by ResidentFilter.status',
  );
});
