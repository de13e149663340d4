import type { CoverageDimension, StatisticsRules } from '../../../src/policy/statistics-rules.js';
import { KeyedRounding } from '../../../src/statistics/keyed-rounding.js';
import { ageBand, tablesOf } from '../../../src/statistics/make-tables.js';
import type { TrueCell } from '../../../src/statistics/tally.js';
import type { TargetDose } from '../../../src/statistics/target-doses.js';
import { KEY, MAY, NoRounding, target } from './harness.js';

/** Which cells a published table has, whom each holds and when it is hidden. */

const district = (code: string) => ({ code, nameJa: code, nameEn: code, tile: null });
const RULES: StatisticsRules = {
  ...{ firstDay: '2021-04-01', months: new Set([5]), roundTo: 5, hideBelow: 0, cuts: [[]] },
  districts: [district('01'), district('02')],
};

const cell = (rest: Partial<TrueCell>, population: number, ...given: number[]): TrueCell => ({
  ...{ cohort: 2021, sex: 'FEMALE', district: '01' },
  ...rest,
  ...{ population, given },
});

function table(
  cut: readonly CoverageDimension[],
  cells: readonly TrueCell[],
  {
    dose = target(),
    place = 0,
    hideBelow = 0,
  }: { dose?: TargetDose; place?: number; hideBelow?: number } = {},
) {
  const rounding = new NoRounding();
  const rules = { ...RULES, cuts: [cut], hideBelow };
  const [made] = tablesOf(dose, place, cells, { day: MAY, rules, rounding });
  const rows = made?.cells.map(({ key, population, vaccinated }) => [key.join(), population, vaccinated]);
  return { made, rows, people: rounding.asked };
}

test.each([
  [2023, '0-4'],
  [2019, '0-4'],
  [2018, '5-9'],
  [1928, '95-99'],
  [1923, '100+'],
  [1910, '100+'],
])('the cohort of %i is in the band %s in the fiscal year of 2023', (cohort, band) => {
  expect(ageBand(cohort, MAY)).toBe(band);
});

test('the total adds up everybody of the dose’s cohorts, wherever they live, and nobody else', () => {
  const cells = [
    ...[cell({}, 10, 5), cell({ cohort: 2020, district: null, sex: null }, 7, 3)],
    cell({ cohort: 2019 }, 100, 100),
  ];
  const { made, rows, people } = table([], cells);
  expect(made).toMatchObject({ vaccine: 'MR', dose: 1, cut: [] });
  expect(rows).toEqual([['', 17, 8]]);
  expect(people).toEqual([{ cohorts: [2020, 2021], sex: null, district: null }]);
});

test('a table has every value, in its order, whoever lives there', () => {
  expect(table(['COHORT'], [cell({ cohort: 2020 }, 4, 1)]).rows).toEqual([
    ['2020', 4, 1],
    ['2021', 0, 0],
  ]);
  expect(table(['SEX'], [cell({ sex: 'UNKNOWN' }, 4, 1)]).rows).toEqual([
    ['MALE', 0, 0],
    ['FEMALE', 0, 0],
    ['UNKNOWN', 4, 1],
  ]);
  expect(table(['DISTRICT'], [cell({ district: '02' }, 4, 1)]).rows).toEqual([
    ['01', 0, 0],
    ['02', 4, 1],
  ]);
});

test('bands go from the youngest, and each holds its cohorts, oldest first', () => {
  const dose = target({ cohorts: [2016, 2017, 2018, 2019, 2020] });
  const { rows, people } = table(['AGE_BAND'], [cell({ cohort: 2017 }, 3, 1), cell({ cohort: 2018 }, 5, 2)], {
    dose,
  });
  expect(rows).toEqual([
    ['0-4', 0, 0],
    ['5-9', 8, 3],
  ]);
  expect(people.map(({ cohorts }) => cohorts)).toEqual([
    [2019, 2020],
    [2016, 2017, 2018],
  ]);
});

test('a cut by several dimensions has each combination, and its people are narrowed by all of them', () => {
  const { rows, people } = table(
    ['COHORT', 'SEX', 'DISTRICT'],
    [cell({}, 6, 2), cell({ district: '02' }, 1, 1)],
  );
  expect(rows).toHaveLength(2 * 3 * 2);
  expect(rows).toContainEqual(['2021,FEMALE,01', 6, 2]);
  expect(rows).toContainEqual(['2021,FEMALE,02', 1, 1]);
  expect(people).toContainEqual({ cohorts: [2021], sex: 'FEMALE', district: '01' });
  expect(new Set(people.map((one) => JSON.stringify(one))).size).toBe(12);
});

test('whoever is counted in no district, or of no known sex, is in no table that tells it', () => {
  expect(table(['DISTRICT'], [cell({ district: null }, 9, 9), cell({ district: '99' }, 9, 9)]).rows).toEqual([
    ['01', 0, 0],
    ['02', 0, 0],
  ]);
  expect(table(['SEX'], [cell({ sex: null }, 9, 9)]).rows?.map(([, count]) => count)).toEqual([0, 0, 0]);
});

test('a dose meant for one sex counts that sex and offers no other', () => {
  const dose = target({ sex: 'FEMALE' });
  const cells = [cell({}, 5, 4), cell({ sex: 'MALE' }, 7, 7), cell({ sex: null }, 2, 2)];
  expect(table([], cells, { dose }).rows).toEqual([['', 5, 4]]);
  expect(table(['SEX'], cells, { dose }).rows).toEqual([['FEMALE', 5, 4]]);
  expect(table([], cells, { dose }).people).toEqual([
    { cohorts: [2020, 2021], sex: 'FEMALE', district: null },
  ]);
});

test('the vaccinated are those of the dose’s own place; a cell that knows of none has none', () => {
  const cells = [cell({}, 5, 1, 2, 3), cell({ district: '02' }, 5)];
  expect(table([], cells, { place: 2 }).rows).toEqual([['', 10, 3]]);
});

test('a cell below the limit is hidden with all it says, one at the limit is shown', () => {
  const rows = (population: number) => table([], [cell({}, population, 4)], { hideBelow: 10 }).rows;
  expect([rows(9), rows(10)]).toEqual([[['', null, null]], [['', 10, 4]]]);
});

test('both counts of a cell are rounded with the offset of its people, and hidden by what would be published', () => {
  const rounding = new KeyedRounding(KEY, 5);
  const rules = { ...RULES, hideBelow: 10, cuts: [['COHORT'], []] } as const;
  for (let population = 0; population < 30; population++) {
    const cells = [cell({}, population, Math.floor(population / 2))];
    const [byCohort] = tablesOf(target(), 0, cells, { day: MAY, rules, rounding });
    const round = rounding.of({ cohorts: [2021], sex: null, district: null });
    const shown = round(population);
    const hidden = shown < 10;
    expect(byCohort?.cells[1]).toEqual({
      key: ['2021'],
      population: hidden ? null : shown,
      vaccinated: hidden ? null : round(Math.floor(population / 2)),
    });
  }
});
