import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * docs/attacks.md B18. A caution tells nothing that its reader could not tell anyway, and whether a measure covers somebody is told to few, for
 * a case, one person at a time, and looks the same in the log whatever it is.
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const day = () => testCity().manifest.asOf.replaceAll('-', '');
const ids = (where: string, ...values: string[]) =>
  cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ${where} ORDER BY 1 LIMIT 12`,
    ...values,
  ).map((row) => row.id);
const COVERED = `(SELECT ATENA_NO FROM JUKI_SIEN WHERE KAISI_YMD <= ? AND SYURYO_YMD >= ? AND TORIKESI_FLG <> '1')`;
const persons = () => ({
  covered: ids(`ATENA_NO IN ${COVERED}`, day(), day()),
  home: ids(
    `ATENA_NO NOT IN ${COVERED} AND SETAI_NO IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO IN ${COVERED})`,
    ...[day(), day(), day(), day()],
  ),
  others: ids(
    `SETAI_NO NOT IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN))`,
  ),
});

interface Shown {
  readonly residents: {
    readonly nodes: readonly {
      readonly atenaNumber: string;
      readonly caution: { readonly ask: boolean } | null;
    }[];
  };
}
const CAUTION = 'caution { ask textJa textEn }';
const page = (parts: string) =>
  `query ($n: [ID!]) { residents(where: {atenaNumbers: $n}, first: 100) { nodes { atenaNumber ${parts} } } }`;

const ASKERS = [
  ...['HISTORY', 'INQUIRY', 'RECOMMEND', 'CERTIFICATE'].flatMap((purpose) =>
    ['clerk', 'number-clerk', 'manager'].map((account) => ({ account, purpose, from: '127.0.0.1' })),
  ),
  { account: 'vrs-clerk', purpose: 'HISTORY', from: '127.0.0.2' },
  { account: 'contractor', purpose: 'HISTORY', from: '127.0.0.3' },
  { account: 'address-name', purpose: 'INTEGRATION', from: '127.0.0.1' },
];

test('it asks to ask about exactly those of whom the same caller finds something closed, and of nobody else', async () => {
  const { covered, home, others } = persons();
  for (const some of [covered, home, others]) expect(some.length).toBeGreaterThan(0);
  const everybody = [...covered, ...home, ...others];
  const seen = { asked: 0, quiet: 0, blind: 0 };
  for (const { account, ...how } of ASKERS) {
    const asked = {
      ...how,
      case: account === 'address-name' ? undefined : 'K-1',
      variables: { n: everybody },
    };
    const told = await gateway.as<Shown>(account, { ...asked, query: page(CAUTION) });
    const parts = await Promise.all(
      ['address', 'memo'].map((part) => gateway.as(account, { ...asked, query: page(part) })),
    );
    const closed = new Set(
      parts.flatMap(({ withheld }) =>
        withheld.filter(({ reason }) => reason === 'NOT_DISCLOSABLE').map(({ path }) => path[2]),
      ),
    );
    for (const [at, { atenaNumber, caution }] of (told.data?.residents?.nodes ?? []).entries()) {
      if (caution === null) seen.blind += 1;
      else {
        expect([account, how.purpose, atenaNumber, caution.ask]).toEqual([
          ...[account, how.purpose, atenaNumber, closed.has(at)],
        ]);
        seen[caution.ask ? 'asked' : 'quiet'] += 1;
      }
    }
  }
  expect(seen.asked).toBeGreaterThan(20);
  expect(seen.quiet).toBeGreaterThan(20);
});

interface Measures {
  readonly resident: { readonly supportMeasures: { readonly state: string } | null };
}
const MEASURES = 'query ($n: ID!) { resident(atenaNumber: $n) { supportMeasures { state } } }';

test('the head and number clerks learn under a case whom a measure covers and who lives with them', async () => {
  const { covered, home, others } = persons();
  for (const account of ['number-clerk', 'manager'])
    for (const [state, numbers] of [
      ['COVERED', covered],
      ['SAME_HOME', home],
      ['NONE', others],
    ] as const)
      for (const n of numbers.slice(0, 3)) {
        const { data } = await gateway.as<Measures>(account, {
          ...{ query: MEASURES, variables: { n }, purpose: 'HISTORY', case: 'K-1' },
        });
        expect([account, n, data.resident.supportMeasures?.state]).toEqual([account, n, state]);
      }
});

test('nobody learns it of several persons, without a case, for another purpose, or in another role', async () => {
  const { covered, others } = persons();
  const [n, m] = [covered[0], others[0]];
  const closed = async (account: string, query: string, how: object) => {
    const answer = await gateway.as(account, { query, variables: { n, m, all: [n, m] }, ...how });
    expect(answer.text).not.toMatch(/COVERED|SAME_HOME|"NONE"/);
    return answer.withheld.map(({ reason }) => reason);
  };
  const withCase = { purpose: 'HISTORY', case: 'K-1' };
  expect(
    await closed(
      'manager',
      `query ($all: [ID!]) { residents(where: {atenaNumbers: $all}, first: 9) { nodes { supportMeasures { state } } } }`,
      withCase,
    ),
  ).toEqual(['SEVERAL_PERSONS', 'SEVERAL_PERSONS']);
  const two = `query ($n: ID!, $m: ID!) { a: resident(atenaNumber: $n) { supportMeasures { state } } b: resident(atenaNumber: $m) { supportMeasures { state } } }`;
  expect(await closed('manager', two, withCase)).toEqual(['SEVERAL_PERSONS', 'SEVERAL_PERSONS']);
  expect(await closed('manager', MEASURES, { purpose: 'HISTORY' })).toEqual(['CASE_REQUIRED']);
  expect(await closed('manager', MEASURES, { ...withCase, purpose: 'RECOMMEND' })).not.toEqual([]);
  // To whoever may never see it the graph has no such field.
  await closed('clerk', MEASURES, withCase);
  await closed('contractor', MEASURES, { purpose: 'HISTORY', from: '127.0.0.3' });
});

test('in the log and in what a person is handed, looking is the same whatever there was to see', async () => {
  const { covered, others } = persons();
  const lines = async (n: string | undefined) => {
    const answer = await gateway.as<Measures>('manager', {
      query: `query ($n: ID!) { resident(atenaNumber: $n) { ${CAUTION} supportMeasures { state } } }`,
      ...{ variables: { n }, purpose: 'HISTORY', case: 'K-1' },
    });
    const { data } = await gateway.as<{ recordAccesses: { nodes: object[] } }>('auditor', {
      ...{ purpose: 'AUDIT', from: '127.0.0.4', variables: { record: answer.record } },
      query: `query ($record: ID!) { recordAccesses(record: $record) { nodes { coordinate outcome reason } } }`,
    });
    return data.recordAccesses.nodes;
  };
  const [one, other] = [await lines(covered[0]), await lines(others[0])];
  expect(one.length).toBeGreaterThan(2);
  expect(one).toEqual(other);
});
