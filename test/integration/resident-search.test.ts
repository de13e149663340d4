import { spanOf } from '../../src/calendar/plain-date.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** Searching by the part of a birth that is known, and by sex: compared with the registry's own rows. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Found {
  readonly residents: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly atenaNumber: string }[];
  };
}
const search = async (where: Record<string, unknown>) => {
  const { data, errors } = await gateway.as<Found>('clerk', {
    query: `query ($where: ResidentFilter!) { residents(where: $where, first: 1000) { totalCount nodes { atenaNumber } } }`,
    ...{ variables: { where }, purpose: 'RECOMMEND' },
  });
  expect(errors).toEqual([]);
  expect(data.residents.totalCount).toBe(data.residents.nodes.length);
  return data.residents.nodes.map(({ atenaNumber }) => atenaNumber).sort();
};

/** A clerk's own household is not found, whatever is asked. */
const rows = () =>
  cityRows<{ id: string; born: string; sex: string }>(
    'registry',
    "SELECT ATENA_NO AS id, UMARE_YMD AS born, SEIBETU_CD AS sex FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' ORDER BY 1",
  );
const others = (found: readonly string[], all: readonly string[]) => {
  const own = all.filter((id) => !found.includes(id));
  // At most the household of the one who asks.
  expect(own.length).toBeLessThan(6);
  return found.filter((id) => !all.includes(id));
};

/** Whether somebody may be born in a year or month, by what the registry has of the birth. */
function mayBe(born: string, part: string): boolean {
  const [year, month] = [born.slice(0, 4), born.slice(4, 6)];
  const [askedYear, askedMonth] = part.split('-');
  if (year !== askedYear) return false;
  return askedMonth === undefined || month === '00' || month === askedMonth;
}

test('by year and by month of birth everybody is found who may be born then, and nobody else', async () => {
  const all = rows();
  const uncertain = all.filter(({ born }) => /^[12]\d{5}00$/.test(born));
  expect(uncertain.length).toBeGreaterThan(0);
  const parts = [
    ...uncertain.slice(0, 4).flatMap(({ born }) => {
      const month = born.slice(4, 6) === '00' ? '03' : born.slice(4, 6);
      return [born.slice(0, 4), `${born.slice(0, 4)}-${month}`];
    }),
    ...['1980', '1980-02', '2020-12', '1901'],
  ];
  for (const part of parts) {
    const expected = all.filter(({ born }) => mayBe(born, part)).map(({ id }) => id);
    const found = await search({ birthDatePart: part });
    expect([part, others(found, expected)]).toEqual([part, []]);
  }
});

test('with a range it finds whoever is in both; what is no year or month is refused', async () => {
  const year = await search({ birthDatePart: '1980' });
  const half = await search({ birthDatePart: '1980', birthDateFrom: '1980-07-01' });
  const rest = await search({ birthDatePart: '1980', birthDateTo: '1980-06-30' });
  expect([...new Set([...half, ...rest])].sort()).toEqual(year);
  expect(await search({ birthDatePart: '1980', birthDateFrom: '1990-01-01' })).toEqual([]);
  for (const typed of ['', '80', '1980-13', '1980-00', '1980-1', '1980-01-01', '0000', '昭和55'])
    expect([typed, await refusal(typed)]).toEqual([typed, 'BAD_USER_INPUT']);
});

async function refusal(birthDatePart: string): Promise<string | undefined> {
  const { errors } = await gateway.as('clerk', {
    query: 'query ($p: String!) { residents(where: {birthDatePart: $p}) { totalCount } }',
    ...{ variables: { p: birthDatePart }, purpose: 'RECOMMEND' },
  });
  return errors[0]?.extensions.code;
}

test('by sex, each is found once', async () => {
  const of = (sex: string) => search({ sex, birthDatePart: '1980' });
  const [male, female, unknown] = [await of('MALE'), await of('FEMALE'), await of('UNKNOWN')];
  expect([...male, ...female, ...unknown].sort()).toEqual(await search({ birthDatePart: '1980' }));
  const sexes = new Map(rows().map(({ id, sex }) => [id, sex]));
  expect(new Set(male.map((id) => sexes.get(id)))).toEqual(new Set(['1']));
  expect(new Set(female.map((id) => sexes.get(id)))).toEqual(new Set(['2']));
});

test('a year or a month is the days of its own', () => {
  expect(spanOf('2024-02')).toEqual({ first: '2024-02-01', last: '2024-02-29' });
  expect(spanOf('1900-02')).toEqual({ first: '1900-02-01', last: '1900-02-28' });
  expect(spanOf('1999')).toEqual({ first: '1999-01-01', last: '1999-12-31' });
});
