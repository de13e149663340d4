import { addDays, firstDayAfterMonths, plainDateOf, type PlainDate } from '../calendar/plain-date.js';
import type { Age } from './version.js';

/** The earliest day on which somebody born on `birth` is that old for a minimum (「○歳以上」). */
export function firstDayAt(birth: PlainDate, age: Age): PlainDate {
  return age.unit === 'SCHOOL_YEAR' ? schoolYear(birth, age.value).from : attained(birth, age);
}

/**
 * The last day allowed by a maximum (「○歳未満」「○歳に至るまで」), inclusive. For months and years it is the
 * day before the birthday, so that one day satisfies both 「○歳以上」 and 「○歳未満」.
 */
export function lastDayAt(birth: PlainDate, age: Age): PlainDate {
  return age.unit === 'SCHOOL_YEAR' ? schoolYear(birth, age.value).until : attained(birth, age);
}

/**
 * 1 April to 31 March around the day on which `years` are attained: somebody born on 1 April belongs to the
 * year before.
 */
export function schoolYear(
  birth: PlainDate,
  years: number,
): { readonly from: PlainDate; readonly until: PlainDate } {
  const day = dayBefore(birth, years * 12);
  const calendarYear = Number(day.slice(0, 4));
  const year = day.slice(5) >= '04-01' ? calendarYear : calendarYear - 1;
  return { from: required(year, 4, 1), until: required(year + 1, 3, 31) };
}

function attained(birth: PlainDate, { unit, value }: Age): PlainDate {
  if (unit === 'DAYS') return addDays(birth, value);
  if (unit === 'WEEKS') return addDays(birth, value * 7);
  return dayBefore(birth, unit === 'YEARS' ? value * 12 : value);
}

/**
 * An age is attained at 24:00 of the day before the birthday (年齢計算ニ関スル法律, 民法第143条). In a month
 * without that day it is the last of the month: two months after 31 December are full on 28 February, and so is
 * a year after 29 February.
 */
function dayBefore(birth: PlainDate, months: number): PlainDate {
  return months === 0 ? birth : addDays(firstDayAfterMonths(birth, months), -1);
}

function required(year: number, month: number, day: number): PlainDate {
  const date = plainDateOf(year, month, day);
  if (date === null) throw new RangeError('The age lies outside the calendar.');
  return date;
}
