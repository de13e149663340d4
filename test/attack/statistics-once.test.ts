import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { TestGateway } from '../support/gateway.js';
import { askFamily, askTable } from '../support/statistics/tables.js';
import { StatisticsWorld } from '../support/statistics/world.js';

// docs/attacks.md F1, F3: a published table is made once, whatever becomes of the sources, and by whichever replica.

/** Publication days before the city's day, 2023-06-27, the newest first. */
const [MAY, APRIL] = ['2023-05-31', '2023-04-30'] as const;
const BY = ['AGE_BAND', 'SEX'];

let world: StatisticsWorld;
let gateway: TestGateway;
beforeAll(async () => {
  world = new StatisticsWorld();
  gateway = await world.start();
});
afterAll(() => world.close());

/** Rows of the store's own tables. */
function stored<Row>(sql: string, ...values: unknown[]): Row[] {
  const database = new Database(world.store, { readonly: true });
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}

test('every answer is the frozen table, hidden cells included', async () => {
  const tables = await askFamily(gateway, MAY);
  expect(tables.length).toBeGreaterThan(300);
  for (const { target, cut, cells } of tables) {
    const parts = stored<{ cells: string }>(
      'SELECT cells FROM statistics_table WHERE published_on = ? AND vaccine = ? AND dose = ? AND cut = ? ORDER BY part',
      ...[MAY, target.vaccine, target.dose, cut.length === 0 ? 'TOTAL' : cut.join('+')],
    );
    const frozen = JSON.parse(parts.map((part) => part.cells).join('')) as unknown[];
    expect(
      cells.map((cell) => [cell.key.map(({ value }) => value), cell.population, cell.vaccinated]),
    ).toEqual(frozen);
    for (const cell of cells) {
      expect(cell.suppressed).toBe(cell.population === null);
      expect(cell.publishedOn).toBe(MAY);
      if (cell.population === null) expect([cell.vaccinated, cell.rate]).toEqual([null, null]);
      else expect(cell.rate).toBeCloseTo((cell.vaccinated ?? NaN) / cell.population, 4);
    }
  }
});

test('a day between two publication days answers with the last, and says which', async () => {
  const cells = await askTable(gateway, { vaccine: 'COVID19', by: BY, asOf: MAY });
  expect(cells.some((cell) => !cell.suppressed)).toBe(true);
  for (const asOf of ['2023-06-01', '2023-06-14', '2023-06-27', undefined])
    expect(
      await askTable(gateway, { vaccine: 'COVID19', by: BY, ...(asOf !== undefined && { asOf }) }),
    ).toEqual(cells);
});

test('keys may be asked for in any order, and rows follow it', async () => {
  const cells = await askTable(gateway, { vaccine: 'COVID19', by: ['SEX', 'AGE_BAND'], asOf: MAY });
  const sexes = cells.map(({ key }) => key[0]?.value);
  expect([...new Set(sexes)]).toEqual(['MALE', 'FEMALE', 'UNKNOWN']);
  expect(sexes).toEqual([...sexes].sort((a, b) => 'MFU'.indexOf(a?.[0] ?? '') - 'MFU'.indexOf(b?.[0] ?? '')));
  const other = await askTable(gateway, { vaccine: 'COVID19', by: BY, asOf: MAY });
  const textOf = (cell: (typeof cells)[number], first: number) =>
    [cell.key[first]?.value, cell.key[1 - first]?.value, cell.population, cell.vaccinated].join();
  expect(cells.map((cell) => textOf(cell, 1)).sort()).toEqual(other.map((cell) => textOf(cell, 0)).sort());
});

test.each([
  ['the future', 'asOf: "2023-06-28"', 'day of the figures lies in the future'],
  ['a day before the first', 'asOf: "2021-04-29"', 'first publication day is 2021-04-30'],
  [
    'a combination that is not published',
    'asOf: "2023-06-01"',
    'No table is published',
    '[COHORT, AGE_BAND]',
  ],
  ['a dose that the schedule has not', 'dose: 9', 'has no such dose'],
])('%s is refused in words', async (_what, argument, words, by = '[SEX]') => {
  const answer = await gateway.as('dashboard', {
    purpose: 'STATISTICS',
    query: `{ immunizationCoverage(vaccine: "MR", by: ${by}, ${argument}) { rate } }`,
  });
  expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(answer.errors[0]?.message).toContain(words);
});

test('two replicas that make a day at once keep one family, and a restart answers with it', async () => {
  const other = await world.start();
  const ask = (one: TestGateway) =>
    askTable(one, { vaccine: 'PPSV23', by: ['AGE_BAND', 'SEX'], asOf: APRIL });
  const [here, there] = await Promise.all([ask(gateway), ask(other)]);
  expect(here).toEqual(there);
  expect(stored('SELECT 1 FROM statistics_day WHERE published_on = ?', APRIL)).toHaveLength(1);
  const again = await world.start();
  expect(await ask(again)).toEqual(here);
});

test('a correction in the sources shifts nothing that was published, and shows on the next day', async () => {
  const before = await askFamily(gateway, MAY, ({ vaccine }) =>
    ['MR', 'COVID19', 'PPSV23'].includes(vaccine),
  );
  world.files.change('health', "UPDATE kk_sessyu SET yosin_kbn = '2'", [], doses());
  const later = await world.start({ SEKISHO_TODAY: '2023-07-01' });
  const after = await askFamily(later, MAY, ({ vaccine }) => ['MR', 'COVID19', 'PPSV23'].includes(vaccine));
  expect(after).toEqual(before);
  const june = await askTable(later, { vaccine: 'COVID19', by: ['SEX'], asOf: '2023-06-30' });
  expect(june[0]?.publishedOn).toBe('2023-06-30');
  expect(june.map((cell) => cell.vaccinated ?? 0).every((count) => count < 5)).toBe(true);
});

const doses = (): number => Number(world.files.row('health', 'SELECT COUNT(*) AS n FROM kk_sessyu')['n']);

test('with another key what is published is still shown, and nothing new is made', async () => {
  const stranger = await world.start({
    SEKISHO_AUDIT_SECRET: createHash('sha256').update('another key').digest('base64url'),
  });
  expect(await askTable(stranger, { vaccine: 'COVID19', by: BY, asOf: MAY })).toEqual(
    await askTable(gateway, { vaccine: 'COVID19', by: BY, asOf: MAY }),
  );
  const answer = await stranger.as('dashboard', {
    purpose: 'STATISTICS',
    query: '{ immunizationCoverage(vaccine: "MR", by: [SEX], asOf: "2022-11-30") { rate } }',
  });
  expect(answer.errors[0]?.extensions.code).toBe('SOURCE_UNAVAILABLE');
  expect(answer.errors[0]?.message).toContain('rounded with another key');
});
