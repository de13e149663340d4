import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** What is due for one person, over HTTP: the same as the list of whoever is to be reminded. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Due {
  readonly vaccine: { readonly code: string };
  readonly status: string;
  readonly dose: number | null;
  readonly countedDoses: readonly string[];
}
interface Row {
  readonly atenaNumber: string;
  readonly recommendations: readonly Due[] | null;
  readonly immunizations: readonly { readonly id: string }[] | null;
}

let everybody: readonly Row[];
beforeAll(async () => {
  const answer = await gateway.as<{ residents: { nodes: readonly Row[] } }>('clerk', {
    purpose: 'RECOMMEND',
    query: `{ residents(where: {birthDateFrom: "1997-01-01"}, first: 1000) { nodes { atenaNumber immunizations { id }
      recommendations { vaccine { code } status dose countedDoses } } } }`,
  });
  expect(answer.errors).toEqual([]);
  everybody = answer.data.residents.nodes;
});

test.each(['MR', 'JE', 'HPV'])(
  'of all residents, those due for %s are those on its list',
  async (vaccine) => {
    const list = await gateway.as<{
      recallTargets: { nodes: { status: string; nextDose: number | null; resident: Row }[] };
    }>('clerk', {
      purpose: 'RECOMMEND',
      query: `{ recallTargets(vaccine: "${vaccine}", first: 1000) { nodes { status nextDose resident { atenaNumber } } } }`,
    });
    const due = everybody.flatMap(({ atenaNumber, recommendations }) => {
      const one = recommendations?.find((each) => each.vaccine.code === vaccine);
      return one !== undefined && (one.status === 'DUE' || one.status === 'OVERDUE')
        ? [`${atenaNumber} ${one.status} ${one.dose}`]
        : [];
    });
    const recalled = list.data.recallTargets.nodes
      .filter(({ status }) => status !== 'DOUBTFUL')
      .map(({ status, nextDose, resident }) => `${resident.atenaNumber} ${status} ${nextDose}`);
    expect(recalled.length).toBeGreaterThan(3);
    expect(due.sort()).toEqual(recalled.sort());
  },
);

test('counted doses are of the person’s own records', () => {
  for (const { recommendations, immunizations } of everybody) {
    const own = new Set(immunizations?.map(({ id }) => id));
    for (const { countedDoses } of recommendations ?? [])
      expect(countedDoses.filter((id) => !own.has(id))).toEqual([]);
  }
  const counted = everybody.flatMap(({ recommendations }) => recommendations ?? []);
  expect(counted.some(({ countedDoses }) => countedDoses.length > 1)).toBe(true);
});

test('the dead have nothing due', async () => {
  const [dead] = cityRows<{ id: string }>(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '3' LIMIT 1",
  );
  const answer = await gateway.as<{ resident: { status: string; recommendations: object[] } }>('clerk', {
    ...{ purpose: 'HISTORY', variables: { id: dead?.id } },
    query: 'query ($id: ID!) { resident(atenaNumber: $id) { status recommendations { status } } }',
  });
  expect(answer.data.resident).toEqual({ status: 'DECEASED', recommendations: [] });
});

test('it is on record for the person, and closed where vaccinations are', async () => {
  const id = everybody[0]?.atenaNumber;
  const ask = (account: string, more: object) =>
    gateway.as<{ resident: Partial<Row> | null }>(account, {
      ...{
        query:
          'query ($id: ID!) { resident(atenaNumber: $id) { recommendations(asOf: "2023-01-01") { status } } }',
      },
      ...{ variables: { id }, ...more },
    });
  const shown = await ask('clerk', { purpose: 'HISTORY' });
  expect(shown.data.resident?.recommendations?.length).toBeGreaterThan(10);
  const closed = await ask('number-clerk', { purpose: 'HISTORY', from: '127.0.0.4' });
  expect(closed.data.resident?.recommendations ?? null).toBeNull();
});
