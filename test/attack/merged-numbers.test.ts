import { expandRecord } from '../../src/audit/reading/search.js';
import { birthDateOf } from '../support/birth-date.js';
import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';

/**
 * One person, whichever of their numbers is named: merged ones lead to whom they were merged into, for every reader,
 * and a measure under an old number protects (docs/attacks.md I1 to I4).
 */

const OLD = ['000000000900001', '000000000900002', '000000000900003'] as const;
const RING = '000000000900009';
let city: EditedCity;
let gateway: TestGateway;
let policy: PolicyCopy;
/** Has the number that stands; was merged three times. */
let person: string;
/** Neither of two numbers is said to be current. */
let ringed: string;
/** Under a measure that was entered under an old number. */
let sheltered: string;
/** The registry still has a row under the old number of this one. */
let doubled: string;
let second: string;
/** Merged while the gateway runs. */
let early: string;
beforeAll(async () => {
  city = new EditedCity();
  [person = '', ringed = '', sheltered = '', doubled = '', second = '', early = ''] = city
    .households(1, 6)
    .map(([number]) => number ?? '');
  for (const number of OLD) merge(number, person);
  merge(RING, ringed);
  city.files.change(
    'address-name',
    "UPDATE T_GYOMU_ATENA SET YUKO_KUBUN = '0' WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?",
    [ringed],
  );
  merge('000000000900020', sheltered);
  city.measure('900020', '20230101', '20231231');
  city.files.change('address-name', "DELETE FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?", [
    second,
  ]);
  merge(second, doubled);
  policy = new PolicyCopy();
  policy.edit('caps.json', (text) => text.replace('"warnAt": 4000, "cap": 5000', '"warnAt": 1, "cap": 2'));
  gateway = await startTestGateway(city.files.environment, { root: policy.root });
});
afterAll(async () => {
  await gateway?.stop();
  policy?.remove();
  city?.remove();
});

/** `old` becomes one more number of whoever has `into`, as the address-name system writes a merge. */
function merge(old: string, into: string): void {
  city.files.change(
    'address-name',
    `INSERT INTO T_GYOMU_ATENA (GYOMU_KUBUN, GYOMU_NO, TOGO_NO, YUKO_KUBUN, HENKO_DATE)
     SELECT 'JK', ?, TOGO_NO, '0', 'R04.04.01' FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?`,
    [old, into],
  );
}

interface Node {
  readonly atenaNumber: string;
  readonly name: { readonly kanji: string } | null;
  readonly address?: string | null;
}
const ask = async <Data>(query: string, variables: object, purpose = 'RECOMMEND') => {
  const answer = await gateway.as<Data>('clerk', {
    purpose,
    case: 'K-1',
    query,
    variables: { ...variables },
  });
  expect(answer.errors).toEqual([]);
  return answer;
};

test('I1: an old number, of however many, gives the person under the number that stands', async () => {
  for (const number of [...OLD, person, OLD[0].replace(/^0+/, '')]) {
    const { data } = await ask<{
      resident: Node;
      _entities: Node[];
      residents: { totalCount: number; nodes: Node[] };
    }>(
      `query ($id: ID!, $r: [_Any!]!) {
        resident(atenaNumber: $id) { atenaNumber name { kanji } }
        _entities(representations: $r) { ... on Resident { atenaNumber name { kanji } } }
        residents(where: {atenaNumbers: [$id]}) { totalCount nodes { atenaNumber name { kanji } } } }`,
      { id: number, r: [{ __typename: 'Resident', atenaNumber: number.padStart(15, '0') }] },
    );
    const found = [data.resident, ...data._entities, ...data.residents.nodes];
    expect(found.map(({ atenaNumber }) => atenaNumber)).toEqual([person, person, person]);
    expect(found.every(({ name }) => name !== null)).toBe(true);
    expect(data.residents.totalCount).toBe(1);
  }
});

test('I1: a ring, in which no number is current, is one person as well', async () => {
  const { data } = await ask<Record<'one' | 'other', Node>>(
    'query ($a: ID!, $b: ID!) { one: resident(atenaNumber: $a) { atenaNumber name { kanji } } other: resident(atenaNumber: $b) { atenaNumber name { kanji } } }',
    { a: ringed, b: RING },
  );
  expect(data.one).toEqual(data.other);
  expect(data.one.atenaNumber).toBe(ringed);
});

test('I1: a row under a merged number is no second person on a page', async () => {
  const { data } = await ask<{ residents: { nodes: Node[] }; resident: Node }>(
    'query ($n: [ID!], $id: ID!) { residents(where: {atenaNumbers: $n}) { nodes { atenaNumber name { kanji } } } resident(atenaNumber: $id) { atenaNumber } }',
    { n: [doubled, second], id: second },
  );
  expect(data.residents.nodes.map(({ atenaNumber }) => atenaNumber)).toEqual([doubled]);
  expect(data.resident.atenaNumber).toBe(doubled);
});

test('I2: a measure under an old number protects whoever has it by now', async () => {
  const { data } = await ask<{ resident: Node }>(
    'query ($id: ID!) { resident(atenaNumber: $id) { atenaNumber name { kanji } address } }',
    { id: sheltered },
  );
  expect(data.resident).toMatchObject({ name: { kanji: expect.any(String) }, address: null });
});

test('I3: all numbers of a person are one person on record', async () => {
  const answer = await ask(
    'query ($a: ID!, $b: ID!) { one: resident(atenaNumber: $a) { name { kanji } } other: resident(atenaNumber: $b) { name { kanji } } }',
    { a: OLD[0], b: person },
  );
  const shown = { name: { kanji: expect.any(String) as string } };
  expect(answer.data).toEqual({ one: shown, other: shown });
  const subjects = new Set<string | null>();
  const { auditDirectory } = gateway.settings;
  for await (const line of expandRecord(
    auditDirectory,
    gateway.auditKeys,
    String(answer.headers['sekisho-record']),
  ))
    if (line.coordinate.startsWith('PersonName')) subjects.add(line.subject);
  expect(subjects.size).toBe(1);
});

test('I3: all numbers of a person are one person of the hour', async () => {
  const look = 'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } } }';
  // HISTORY takes two persons an hour here, and says how many there were.
  for (const id of [...OLD, person]) {
    const { text } = await ask(look, { id }, 'HISTORY');
    expect(JSON.parse(text)).toMatchObject({
      extensions: { sekisho: { warnings: [{ code: 'PERSON_BUDGET', used: 1, cap: 2 }] } },
    });
  }
});

test('I4: the log is asked under every number the person has had, and says so', async () => {
  const look = 'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } } }';
  await ask(look, { id: person });
  const { headers } = await ask(look, { id: early });
  city.files.change(
    'address-name',
    `UPDATE T_GYOMU_ATENA SET YUKO_KUBUN = '0', TOGO_NO = (SELECT TOGO_NO FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?)
     WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?`,
    [person, early],
  );
  const history = async (subject: string) => {
    const { data, errors } = await gateway.as<{
      accessHistory: { numbers: string[]; nodes: { record: string }[]; pageInfo: { endCursor: string } };
    }>('auditor', {
      purpose: 'AUDIT',
      query: 'query ($id: ID!) { accessHistory(subject: $id, first: 500) { numbers nodes { record } } }',
      variables: { id: subject },
    });
    expect(errors).toEqual([]);
    return data.accessHistory;
  };
  const [now, before] = [await history(person), await history(OLD[1])];
  expect(now.numbers[0]).toBe(person);
  expect(now.numbers.toSorted()).toEqual([person, early, ...OLD].toSorted());
  expect(now.nodes.map(({ record }) => record)).toContain(headers['sekisho-record']);
  expect(before.numbers).toEqual(now.numbers);
  expect(before.nodes).toEqual(expect.arrayContaining(now.nodes));
  const extract = await gateway.as<{ disclosureExtract: { numbers: string[]; entries: object[] } }>(
    'disclosure',
    {
      purpose: 'DISCLOSURE',
      case: 'D-1',
      query:
        'query ($id: ID!, $birthDate: Date!) { disclosureExtract(subject: $id, birthDate: $birthDate) { numbers entries { at } } }',
      variables: { id: OLD[2], birthDate: birthDateOf(person) },
    },
  );
  expect(extract.errors).toEqual([]);
  expect(extract.data.disclosureExtract.numbers).toEqual(now.numbers);
  expect(extract.data.disclosureExtract.entries.length).toBeGreaterThan(0);
});
