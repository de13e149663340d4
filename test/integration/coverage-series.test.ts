import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** Series and tables of several vaccines are the frozen tables and nothing else (docs/statistics.md). */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Cell {
  readonly vaccine: string;
  readonly dose: number;
  readonly publishedOn: string;
}
const CELL = `{ vaccine dose publishedOn key { dimension value labelJa labelEn } population vaccinated rate suppressed }`;
const ask = async <Field extends string>(field: Field, args: string, account = 'clerk') => {
  const answer = await gateway.as<Readonly<Record<Field, readonly Cell[]>>>(account, {
    ...{ query: `{ ${field}(${args}) ${CELL} }`, purpose: 'STATISTICS' },
  });
  return { cells: answer.data?.[field], code: answer.errors[0]?.extensions.code };
};
const table = async (vaccine: string, by: string, asOf: string, dose = 1) =>
  (await ask('immunizationCoverage', `vaccine: "${vaccine}", by: [${by}], asOf: "${asOf}", dose: ${dose}`))
    .cells ?? [];

test.each(['', 'DISTRICT', 'COHORT, SEX'])(
  'a series by [%s] is each publication day’s own table, in the order of time',
  async (by) => {
    const { cells } = await ask(
      'coverageSeries',
      `vaccine: "MR", by: [${by}], from: "2023-02-10", to: "2023-05-31"`,
    );
    const days = ['2023-02-28', '2023-03-31', '2023-04-30', '2023-05-31'];
    const single = [];
    for (const day of days) single.push(...(await table('MR', by, day)));
    expect(single.length).toBeGreaterThan(3);
    expect(cells).toEqual(single);
  },
);

test('from the day before the first on, and to a day that is not over, it has the days that were published', async () => {
  const days = async (from: string, to: string) => {
    const { cells, code } = await ask(
      'coverageSeries',
      `vaccine: "MR", by: [], from: "${from}", to: "${to}"`,
    );
    return code ?? cells?.map(({ publishedOn }) => publishedOn);
  };
  expect(await days('2021-01-01', '2021-05-31')).toEqual(['2021-04-30', '2021-05-31']);
  expect(await days('2023-05-01', '2023-06-27')).toEqual(['2023-05-31']);
  expect(await days('2023-06-01', '2023-06-27')).toEqual([]);
  expect(await days('2023-05-31', '2023-05-01')).toBe('BAD_USER_INPUT');
  expect(await days('2023-05-01', '2023-06-28')).toBe('BAD_USER_INPUT');
  expect(await days('2021-04-01', '2023-05-31')).toBe('BAD_USER_INPUT');
});

test('several vaccines are each one’s own table; who has no target that day has no row', async () => {
  const { cells } = await ask(
    'coverageOf',
    'vaccines: ["MR", "JE", "OPV", "MR"], by: [SEX], asOf: "2023-06-27"',
  );
  expect(cells).toEqual([
    ...(await table('MR', 'SEX', '2023-06-27')),
    ...(await table('JE', 'SEX', '2023-06-27')),
  ]);
  expect(new Set(cells?.map(({ vaccine }) => vaccine))).toEqual(new Set(['MR', 'JE']));
  expect((await ask('coverageOf', 'vaccines: [], by: []')).cells).toEqual([]);
  expect((await ask('coverageOf', 'vaccines: ["NONE_SUCH"], by: []')).code).toBe('BAD_USER_INPUT');
  expect((await ask('coverageOf', 'vaccines: ["MR"], by: [AGE_BAND, COHORT]')).code).toBe('BAD_USER_INPUT');
});

test('a field is one list of its operation, however many tables it is made of', async () => {
  const { data } = await gateway.as<{ vaccines: { code: string }[] }>('clerk', {
    query: '{ vaccines { code } }',
  });
  const codes = JSON.stringify(data?.vaccines.map(({ code }) => code));
  const answer = await gateway.as<Readonly<Record<string, readonly Cell[]>>>('clerk', {
    ...{
      query: `{ one: coverageOf(vaccines: ${codes}, by: []) ${CELL} two: coverageOf(vaccines: ${codes}, by: []) ${CELL} }`,
    },
    purpose: 'STATISTICS',
  });
  expect(answer.errors).toEqual([]);
  expect(answer.data?.['one']?.length).toBeGreaterThan(10);
  expect(answer.data?.['two']).toEqual(answer.data?.['one']);
});

test('without the purpose nobody gets one', async () => {
  const { errors } = await gateway.as('clerk', {
    ...{ query: `{ coverageOf(vaccines: ["MR"], by: []) ${CELL} }`, purpose: 'HISTORY' },
  });
  expect(errors).toHaveLength(1);
});
