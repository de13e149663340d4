import { daysInMonth } from '../../src/calendar/plain-date.js';

/** No leap year: a 29th of February is some year's, and not every one's. */
const ANY_YEAR = 2001;
const two = (number: number): string => String(number).padStart(2, '0');
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, at) => at + 1);
const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join();

const DAYS_OF_EVERY_YEAR = quoted(
  upTo(12).flatMap((month) => upTo(daysInMonth(ANY_YEAR, month)).map((day) => two(month) + two(day))),
);
/** Years of which the whole lies in their era; an era's first year and its last have days that are another's. */
const WHOLE_YEARS = quoted(
  (
    [
      ['5', 99],
      ['4', 30],
      ['3', 63],
    ] as const
  ).flatMap(([era, last]) =>
    upTo(last)
      .slice(1)
      .map((year) => era + two(year)),
  ),
);

/**
 * SQL that is true only of era digits of which the database can be certain that they are a day: one that each such year of
 * an era has, or one of Reiwa's first year since it began. A dose of any other date is looked at, not counted,
 * for whoever is counted out is on no list: a thirteenth month is no dose, and neither is the 34th year of an era of 31, nor
 * a day of an era that had not begun. What is certain all the same (a 29th of February) is found by `evaluateRecall`.
 */
export const certainDay = (date: string): string =>
  `SUBSTRING(${date}, 8, 1) = '' AND SUBSTRING(${date}, 4, 4) IN (${DAYS_OF_EVERY_YEAR})
  AND (SUBSTRING(${date}, 1, 3) IN (${WHOLE_YEARS}) OR (SUBSTRING(${date}, 1, 3) = '501' AND SUBSTRING(${date}, 4, 2) >= '05'))`;
