/**
 * Days as plain integers since 1970-01-01. No JavaScript `Date`: 546 birthdays of 1948-1951 fall on days that
 * shift when local midnight is turned into UTC, and `new Date('1950-02-30')` silently becomes March.
 */
export type Day = number;

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Proleptic Gregorian calendar, era of 400 years beginning on 1 March, so that the leap day comes last. */
export function dayOf(year: number, month: number, day: number): Day {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}

export function civil(day: Day): Civil {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const part = Math.floor((5 * dayOfYear + 2) / 153);
  const month = part < 10 ? part + 3 : part - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * part + 2) / 5) + 1,
  };
}

/** `YYYY-MM-DD`; throws `RangeError` for anything else, impossible days included. */
export function parseDay(iso: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const day = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
  if (Number.isNaN(day) || isoDay(day) !== iso) throw new RangeError('Not a day of the form YYYY-MM-DD.');
  return day;
}

export function isoDay(day: Day): string {
  const { year, month, day: dayOfMonth } = civil(day);
  return `${pad(year, 4)}-${pad(month)}-${pad(dayOfMonth)}`;
}

/** Calendar months, the last day of a shorter month where the day does not exist. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = civil(day);
  const count = year * 12 + month - 1 + months;
  const newYear = Math.floor(count / 12);
  const newMonth = (count % 12) + 1;
  const last = dayOf(newMonth === 12 ? newYear + 1 : newYear, newMonth === 12 ? 1 : newMonth + 1, 1) - 1;
  return Math.min(dayOf(newYear, newMonth, dayOfMonth), last);
}

/** Completed years by birthday. */
export function ageOn(birth: Day, on: Day): number {
  const from = civil(birth);
  const to = civil(on);
  const before = to.month < from.month || (to.month === from.month && to.day < from.day);
  return to.year - from.year - (before ? 1 : 0);
}

/** The school cohort: those born from 2 April to 1 April of the next year go together (学校教育法). */
export function schoolCohort(birth: Day): number {
  const { year, month, day } = civil(birth);
  return month < 4 || (month === 4 && day === 1) ? year - 1 : year;
}

const ERAS = [
  { digit: '5', letter: 'R', start: dayOf(2019, 5, 1), offset: 2018 },
  { digit: '4', letter: 'H', start: dayOf(1989, 1, 8), offset: 1988 },
  { digit: '3', letter: 'S', start: dayOf(1926, 12, 25), offset: 1925 },
  { digit: '2', letter: 'T', start: dayOf(1912, 7, 30), offset: 1911 },
  { digit: '1', letter: 'M', start: Number.NEGATIVE_INFINITY, offset: 1867 },
] as const;

function eraOf(day: Day): (typeof ERAS)[number] {
  return ERAS.find((era) => day >= era.start) ?? ERAS[4];
}

/** `YYYYMMDD`, the registry's form. */
export function ymd(day: Day): string {
  const { year, month, day: dayOfMonth } = civil(day);
  return `${pad(year, 4)}${pad(month)}${pad(dayOfMonth)}`;
}

/** Era digit and `YYMMDD`, the form of health management. */
export function eraYmd(day: Day): string {
  const { year, month, day: dayOfMonth } = civil(day);
  const era = eraOf(day);
  return `${era.digit}${pad(year - era.offset)}${pad(month)}${pad(dayOfMonth)}`;
}

/** Era letter and dotted parts (`R05.06.27`), the form of the address-name system. */
export function dottedEra(day: Day): string {
  const { year, month, day: dayOfMonth } = civil(day);
  const era = eraOf(day);
  return `${era.letter}${pad(year - era.offset)}.${pad(month)}.${pad(dayOfMonth)}`;
}

export function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
