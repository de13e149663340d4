import type { CountedPerson } from '../../../src/statistics/tally.js';
import { Tally } from '../../../src/statistics/tally.js';
import { target } from './harness.js';

/** Who is counted where, and what is a dose. */

type Dose = readonly [vaccine: string, day: string | null];

const person = (doses: readonly Dose[] = [], rest: Partial<CountedPerson> = {}): CountedPerson => ({
  ...{ birthDate: '2021-06-01', sex: 'FEMALE', district: '01' },
  doses: doses.map(([vaccine, day]) => ({ healthNumber: '1', vaccine, day })),
  ...rest,
});

test('each person is in one cell, of their cohort, sex and district, known or not', () => {
  const tally = new Tally([target()]);
  tally.add(person([['MR', '2022-07-01']]));
  tally.add(person());
  tally.add(person([['MR', '2022-07-02']]));
  tally.add(person([], { sex: null }));
  tally.add(person([], { district: null }));
  tally.add(person([], { birthDate: '2021-04-01' }));
  expect(tally.cells).toEqual([
    { cohort: 2021, sex: 'FEMALE', district: '01', population: 3, given: [2] },
    { cohort: 2021, sex: null, district: '01', population: 1, given: [0] },
    { cohort: 2021, sex: 'FEMALE', district: null, population: 1, given: [0] },
    { cohort: 2020, sex: 'FEMALE', district: '01', population: 1, given: [0] },
  ]);
});

test('wanted is whom some dose is meant for: by cohort, by sex, with a birth date', () => {
  const tally = new Tally([
    target({ cohorts: [2021] }),
    target({ vaccine: 'HPV', cohorts: [2010], sex: 'FEMALE' }),
  ]);
  const wants = (birthDate: string | null, sex: 'MALE' | 'FEMALE' | null) => tally.wants({ birthDate, sex });
  expect([wants('2021-06-01', 'MALE'), wants('2021-06-01', null)]).toEqual([true, true]);
  expect([wants('2010-06-01', 'FEMALE'), wants('2010-06-01', 'MALE'), wants('2010-06-01', null)]).toEqual([
    ...[true, false, false],
  ]);
  expect([wants('2015-06-01', 'FEMALE'), wants(null, 'FEMALE')]).toEqual([false, false]);
});

/** How many doses of the series count, of at most three. */
function counted(doses: readonly Dose[], countFrom: string | null = null): number {
  const tally = new Tally([1, 2, 3].map((dose) => target({ dose, countFrom })));
  tally.add(person(doses));
  return tally.cells[0]?.given.reduce((sum, one) => sum + one, 0) ?? NaN;
}

test.each<[string, readonly Dose[], number]>([
  ['none', [], 0],
  ['one', [['MR', '2022-07-01']], 1],
  [
    'two days are two',
    [
      ['MR', '2022-07-01'],
      ['MR', '2022-08-01'],
    ],
    2,
  ],
  [
    'one day written twice is one',
    [
      ['MR', '2022-07-01'],
      ['MR', '2022-07-01'],
    ],
    1,
  ],
  [
    'unknown days are one each',
    [
      ['MR', null],
      ['MR', null],
    ],
    2,
  ],
  [
    'months are one each, beside a day',
    [
      ['MR', '2022-07'],
      ['MR', '2022-07'],
      ['MR', '2022-07-01'],
    ],
    3,
  ],
  [
    'another vaccine is none',
    [
      ['VAR', '2022-07-01'],
      ['MR', '2022-08-01'],
    ],
    1,
  ],
])('doses: %s', (_what, doses, count) => expect(counted(doses)).toBe(count));

test.each([
  ['2023-05-08', 1],
  ['2023-05-07', 0],
  ['2023-05', 1],
  ['2023-04', 0],
  ['2023', 1],
  ['2022', 0],
  [null, 0],
])('of a campaign from 2023-05-08 a dose on %s counts %i: the latest day that it can be', (day, count) => {
  expect(counted([['MR', day]], '2023-05-08')).toBe(count);
});

test('a dose counts for the cohorts it is meant for, at its own place', () => {
  const tally = new Tally([
    target({ cohorts: [2017] }),
    target({ cohorts: [2021] }),
    target({ cohorts: [2021], dose: 2 }),
  ]);
  tally.add(
    person([
      ['MR', '2022-07-01'],
      ['MR', '2022-09-01'],
    ]),
  );
  tally.add(person([['MR', '2022-07-01']], { birthDate: '2017-06-01' }));
  expect(tally.cells.map(({ given }) => given)).toEqual([
    [0, 1, 1],
    [1, 0, 0],
  ]);
});

test('whom no dose is meant for has had none', () => {
  const tally = new Tally([target()]);
  tally.add(person([['MR', '2022-07-01']], { birthDate: '2010-06-01' }));
  expect(tally.cells).toMatchObject([{ cohort: 2010, population: 1, given: [0] }]);
});
