/**
 * A day of the Gregorian calendar as text, `YYYY-MM-DD`, years 0001 to 9999. Text order is order in time.
 * JavaScript's `Date` is never used: it rolls 1950-02-30 over into March, and with a Japanese clock it puts the
 * birthdays of the daylight-saving summers of 1948-1951 on the day before.
 */
export type PlainDate = string;

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month, 28 to 31; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

/** null unless the parts name a day that the calendar has. */
export function plainDateOf(year: number, month: number, day: number): PlainDate | null {
  return isDay(year, month, day) ? format(year, month, day) : null;
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
}

/** null unless the text is `YYYY-MM-DD` and names a day that the calendar has. */
export function parsePlainDate(text: string): PlainDate | null {
  if (!PATTERN.test(text)) return null;
  const [year, month, day] = parts(text);
  return isDay(year, month, day) ? text : null;
}

export function isPlainDate(text: string): boolean {
  return parsePlainDate(text) !== null;
}

/** For callers that have checked their input already. The error never quotes the text. */
export function requirePlainDate(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === null) throw new RangeError('A day must be written YYYY-MM-DD and exist in the calendar.');
  return date;
}

/** First and last day of a year or a month, `YYYY` or `YYYY-MM`; null for anything else. */
export function spanOf(text: string): { readonly first: PlainDate; readonly last: PlainDate } | null {
  const [, year = '', month] = /^(\d{4})(?:-(\d{2}))?$/.exec(text) ?? [];
  const first = parsePlainDate(`${year}-${month ?? '01'}-01`);
  if (first === null) return null;
  const lastMonth = month ?? '12';
  return { first, last: `${year}-${lastMonth}-${pad(daysInMonth(Number(year), Number(lastMonth)), 2)}` };
}

/** Negative when `a` is earlier, 0 on the same day, positive when `a` is later. */
export function comparePlainDates(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of a later month, or that month's last day where it is shorter (Civil Code, article 143 (2)). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = parts(date);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return format(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/**
 * The first day on which so many months have passed since `date`, which is not counted itself: the same day of a later
 * month. Where that month has no such day the months are full with its last (Civil Code, article 143 (2)), so it is
 * the first of the month after: three months after 30 November have passed on 1 March.
 */
export function firstDayAfterMonths(date: PlainDate, months: number): PlainDate {
  const day = addMonths(date, months);
  return day.slice(8) === date.slice(8) ? day : addDays(day, 1);
}

/**
 * Completed years by law: an age is attained at 24:00 of the day before the birthday (Act on the Calculation of
 * Ages, 1902), so the day before the birthday counts already. Somebody born on 29 February attains it on 28
 * February of every year. null when `day` lies before the birth.
 */
export function ageOn(birth: PlainDate, day: PlainDate): number | null {
  if (day < birth) return null;
  const [year, month, date] = parts(day);
  const [birthYear, birthMonth, birthDay] = parts(birth);
  const isLast = date === daysInMonth(year, month);
  // The day after: 31 December is the first of a year that has not begun.
  if (isLast && month === 12) return year + 1 - birthYear - (birthMonth > 1 || birthDay > 1 ? 1 : 0);
  const [nextMonth, next] = isLast ? [month + 1, 1] : [month, date + 1];
  const before = nextMonth < birthMonth || (nextMonth === birthMonth && next < birthDay);
  return year - birthYear - (before ? 1 : 0);
}

function parts(date: PlainDate): [year: number, month: number, day: number] {
  return [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)];
}

/** By hand: lists have thousands of dates, and each would be cut into three texts. */
function digits(date: PlainDate, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + date.charCodeAt(at) - ZERO;
  return value;
}

const ZERO = 0x30;

function format(year: number, month: number, day: number): PlainDate {
  const text = `${pad(year, 4)}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`;
  if (year < 1 || year > 9999) throw new RangeError('The day lies outside the years 0001 to 9999.');
  return text;
}

/** Months and days: written so often that padding each is most of the work on a list of dates. */
const TWO_DIGITS = Array.from({ length: 32 }, (_, value) => pad(value, 2));

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** Days since 0000-03-01: a year that begins in March ends with its leap day, so no month needs a special case. */
function dayNumber(date: PlainDate): number {
  const [year, month, day] = parts(date);
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((marchMonth * 153 + 2) / 5) + (day - 1);
}

function fromDayNumber(number: number): PlainDate {
  const cycle = Math.floor(number / 146_097);
  const inCycle = number - cycle * 146_097;
  const yearOfCycle = Math.floor(
    (inCycle - Math.floor(inCycle / 1_460) + Math.floor(inCycle / 36_524) - Math.floor(inCycle / 146_096)) /
      365,
  );
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  const dayOfYear = inCycle - (yearOfCycle * 365 + leapDays);
  const marchMonth = Math.floor((dayOfYear * 5 + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
  return format(year, month, dayOfYear - Math.floor((marchMonth * 153 + 2) / 5) + 1);
}
