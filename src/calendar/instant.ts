import { isPlainDate } from './plain-date.js';

/** RFC 3339 with an offset: without one, an instant would be another on each machine. Seconds may be left out. */
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?(?:Z|[+-](\d\d):(\d\d))$/;
const [LAST_HOUR, LAST_MINUTE] = [23, 59];

/**
 * An instant as people and programs write it, in UTC with milliseconds (`2023-06-27T00:00:00.000Z`); null unless
 * it is one that exists. `Date.parse` alone takes 30 February for 2 March, and an offset can carry the year past
 * the four digits by which texts of instants compare.
 */
export function parseInstant(text: string): string | null {
  const [, day = '', ...times] = INSTANT.exec(text) ?? [];
  const [hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = times.map(Number).map(orZero);
  if (!isPlainDate(day) || Math.max(hour, offsetHour) > LAST_HOUR) return null;
  if (Math.max(minute, second, offsetMinute) > LAST_MINUTE) return null;
  const instant = new Date(text).toISOString();
  return isPlainDate(instant.slice(0, day.length)) ? instant : null;
}

/** A part that was left out. */
const orZero = (part: number): number => (Number.isNaN(part) ? 0 : part);
