import { parseDay, type Day } from './calendar.js';
import type { CitySex } from './member-plan.js';

/**
 * One dose of a series. Exactly one of `months` (standard age) and `schoolAge` (fiscal year of that age) is
 * given.
 */
export interface DoseRule {
  readonly months?: number;
  /**
   * The dose belongs to the fiscal year in which the school cohort reaches this age (6: the year before
   * school).
   */
  readonly schoolAge?: number;
  /** Fewest days after the dose before ("27日以上の間隔" is 28 days later: the same weekday). */
  readonly after?: number;
  /** Of those who had the dose before. */
  readonly uptake: number;
}

/** A routine series of childhood, effective by birth date (B7.2). */
export interface Series {
  /** kk_sessyu.yobou_cd. */
  readonly code: string;
  readonly bornFrom: Day;
  readonly bornTo: Day;
  readonly sex?: CitySex;
  /** The entitlement ends before this age, in months. */
  readonly untilMonths: number;
  readonly doses: readonly DoseRule[];
  /** Hundredths of a mL. */
  readonly volume: number | null;
  readonly makers: readonly string[];
}

const ALWAYS = parseDay('1900-01-01');
const OPEN = parseDay('2999-12-31');
const born = (from: string | null, to: string | null): { bornFrom: Day; bornTo: Day } => ({
  bornFrom: from === null ? ALWAYS : parseDay(from),
  bornTo: to === null ? OPEN : parseDay(to),
});

export const CHILDHOOD: readonly Series[] = [
  {
    code: '011',
    ...born('2020-08-01', null),
    untilMonths: 8,
    volume: 150,
    makers: ['15', '14'],
    doses: [
      { months: 2, uptake: 0.97 },
      { months: 3, after: 28, uptake: 0.99 },
      { months: 4, after: 28, uptake: 0.4 },
    ],
  },
  {
    code: '021',
    ...born('2016-04-01', null),
    untilMonths: 12,
    volume: 25,
    makers: ['13', '14'],
    doses: [
      { months: 2, uptake: 0.98 },
      { months: 3, after: 28, uptake: 0.99 },
      { months: 8, after: 112, uptake: 0.985 },
    ],
  },
  {
    code: '031',
    ...born('2011-01-01', '2024-01-31'),
    untilMonths: 60,
    volume: 50,
    makers: ['18'],
    doses: [
      { months: 2, uptake: 0.95 },
      { months: 3, after: 28, uptake: 0.99 },
      { months: 4, after: 28, uptake: 0.99 },
      { months: 12, after: 213, uptake: 0.96 },
    ],
  },
  {
    code: '041',
    ...born('2011-01-01', null),
    untilMonths: 60,
    volume: 50,
    makers: ['01', '14'],
    doses: [
      { months: 2, uptake: 0.95 },
      { months: 3, after: 28, uptake: 0.99 },
      { months: 4, after: 28, uptake: 0.99 },
      { months: 12, after: 61, uptake: 0.96 },
    ],
  },
  {
    code: '051',
    ...born('2024-02-01', null),
    untilMonths: 90,
    volume: 50,
    makers: ['12', '13'],
    doses: [
      { months: 2, uptake: 0.97 },
      { months: 3, after: 21, uptake: 0.99 },
      { months: 4, after: 21, uptake: 0.99 },
      { months: 12, after: 183, uptake: 0.96 },
    ],
  },
  {
    code: '052',
    ...born('2012-08-01', '2024-01-31'),
    untilMonths: 90,
    volume: 50,
    makers: ['12', '13'],
    doses: [
      { months: 3, uptake: 0.97 },
      { months: 4, after: 21, uptake: 0.99 },
      { months: 5, after: 21, uptake: 0.99 },
      { months: 18, after: 183, uptake: 0.95 },
    ],
  },
  {
    code: '053',
    ...born('1994-10-01', '2012-07-31'),
    untilMonths: 90,
    volume: 50,
    makers: ['12', '13'],
    doses: [
      { months: 3, uptake: 0.97 },
      { months: 4, after: 21, uptake: 0.99 },
      { months: 6, after: 21, uptake: 0.98 },
      { months: 18, after: 183, uptake: 0.94 },
    ],
  },
  {
    code: '054',
    ...born('2012-03-01', '2012-07-31'),
    untilMonths: 90,
    volume: 50,
    makers: ['12'],
    doses: [
      { months: 6, uptake: 0.95 },
      { months: 7, after: 21, uptake: 0.98 },
      { months: 8, after: 21, uptake: 0.98 },
      { months: 20, after: 183, uptake: 0.94 },
    ],
  },
  {
    code: '055',
    ...born('1964-04-01', '2012-02-29'),
    untilMonths: 90,
    volume: 5,
    makers: [],
    doses: [
      { months: 5, uptake: 0.97 },
      { months: 12, after: 42, uptake: 0.95 },
    ],
  },
  {
    code: '061',
    ...born('1974-04-01', '2012-12-31'),
    untilMonths: 12,
    volume: null,
    makers: ['16'],
    doses: [{ months: 4, uptake: 0.97 }],
  },
  {
    code: '061',
    ...born('2013-01-01', null),
    untilMonths: 12,
    volume: null,
    makers: ['16'],
    doses: [{ months: 5, uptake: 0.97 }],
  },
  {
    code: '071',
    ...born('2005-04-01', null),
    untilMonths: 84,
    volume: 50,
    makers: ['12', '13', '18'],
    doses: [
      { months: 12, uptake: 0.98 },
      { schoolAge: 6, uptake: 0.955 },
    ],
  },
  {
    code: '071',
    ...born('1995-04-02', '2000-04-01'),
    untilMonths: 170,
    volume: 50,
    makers: ['12', '18'],
    doses: [{ schoolAge: 13, uptake: 0.86 }],
  },
  {
    code: '071',
    ...born('1990-04-02', '1995-04-01'),
    untilMonths: 230,
    volume: 50,
    makers: ['12', '18'],
    doses: [{ schoolAge: 18, uptake: 0.78 }],
  },
  {
    code: '081',
    ...born('2012-10-01', null),
    untilMonths: 36,
    volume: 50,
    makers: ['12'],
    doses: [
      { months: 12, uptake: 0.94 },
      { months: 19, after: 92, uptake: 0.96 },
    ],
  },
  {
    code: '091',
    ...born('2006-04-01', null),
    untilMonths: 90,
    volume: 50,
    makers: ['12', '13'],
    doses: [
      { months: 36, uptake: 0.94 },
      { months: 37, after: 7, uptake: 0.98 },
      { months: 49, after: 183, uptake: 0.94 },
    ],
  },
  {
    code: '101',
    ...born('1996-04-01', null),
    untilMonths: 156,
    volume: 10,
    makers: ['12', '18'],
    doses: [{ months: 134, uptake: 0.82 }],
  },
  // The recommendation was suspended from 2013 to 2022: hardly anybody of these years.
  {
    code: '111',
    ...born('1994-04-02', '2000-04-01'),
    sex: 'F',
    untilMonths: 200,
    volume: 50,
    makers: ['15', '14'],
    doses: [
      { schoolAge: 14, uptake: 0.7 },
      { schoolAge: 14, after: 31, uptake: 0.98 },
      { schoolAge: 14, after: 120, uptake: 0.96 },
    ],
  },
  {
    code: '111',
    ...born('2000-04-02', '2008-04-01'),
    sex: 'F',
    untilMonths: 200,
    volume: 50,
    makers: ['14'],
    doses: [
      { schoolAge: 16, uptake: 0.03 },
      { schoolAge: 16, after: 61, uptake: 0.95 },
      { schoolAge: 16, after: 92, uptake: 0.9 },
    ],
  },
  {
    code: '111',
    ...born('2008-04-02', null),
    sex: 'F',
    untilMonths: 200,
    volume: 50,
    makers: ['14'],
    doses: [
      { schoolAge: 13, uptake: 0.32 },
      { schoolAge: 13, after: 183, uptake: 0.9 },
    ],
  },
];

/**
 * Second period of Japanese encephalitis (9 to under 13): a dose 4 of its own, taken up by some two thirds.
 */
export const JE_SECOND: Series = {
  code: '091',
  ...born('2000-04-02', null),
  untilMonths: 156,
  volume: 50,
  makers: ['12', '13'],
  doses: [{ months: 110, uptake: 0.63 }],
};

export const MAKER_PFIZER = '01';
export const MAKER_MODERNA = '02';
export const MAKER_ASTRAZENECA = '03';
export const MAKER_NOVAVAX = '04';

/**
 * A round of the COVID-19 programme: when it ran, and the uptake by age among those who had the dose before.
 */
export interface CovidRound {
  readonly number: number;
  readonly opens: Day;
  readonly closes: Day;
  /** Days after the dose before. */
  readonly interval: number;
  /** [from age, uptake]; the last entry whose age is reached counts. */
  readonly uptake: readonly (readonly [number, number])[];
}

export const COVID_ROUNDS: readonly CovidRound[] = [
  {
    number: 1,
    opens: parseDay('2021-05-10'),
    closes: parseDay('2022-03-31'),
    interval: 0,
    uptake: [
      [0, 0.04],
      [5, 0.24],
      [12, 0.76],
      [20, 0.83],
      [40, 0.87],
      [65, 0.93],
    ],
  },
  {
    number: 2,
    opens: parseDay('2021-05-31'),
    closes: parseDay('2022-05-31'),
    interval: 21,
    uptake: [
      [0, 0.96],
      [12, 0.99],
    ],
  },
  {
    number: 3,
    opens: parseDay('2021-12-01'),
    closes: parseDay('2022-09-30'),
    interval: 183,
    uptake: [
      [0, 0.3],
      [12, 0.55],
      [20, 0.72],
      [40, 0.82],
      [65, 0.97],
    ],
  },
  {
    number: 4,
    opens: parseDay('2022-05-25'),
    closes: parseDay('2023-03-31'),
    interval: 150,
    uptake: [
      [0, 0.1],
      [12, 0.3],
      [20, 0.42],
      [40, 0.62],
      [65, 0.92],
    ],
  },
  {
    number: 5,
    opens: parseDay('2022-10-20'),
    closes: parseDay('2023-05-07'),
    interval: 92,
    uptake: [
      [0, 0.02],
      [40, 0.2],
      [60, 0.85],
    ],
  },
  {
    number: 6,
    opens: parseDay('2023-05-08'),
    closes: parseDay('2023-09-19'),
    interval: 92,
    uptake: [
      [0, 0.02],
      [60, 0.55],
      [65, 0.7],
    ],
  },
];
