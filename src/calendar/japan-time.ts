import { parseInstant } from './instant.js';
import { isPlainDate } from './plain-date.js';

/** Length of a day, in milliseconds: every one in Japan, which knows no summer time. */
export const DAY_MILLISECONDS = 86_400_000;
const OFFSET = 9 * 3_600_000;
const SATURDAY = 6;

/**
 * A moment as a city hall sees it. Japan knows no summer time, so that adding nine hours is right for every day.
 */
export interface JapanTime {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Minutes since midnight. */
  readonly minute: number;
  /** Saturday or Sunday. */
  readonly weekend: boolean;
}

/** @param instant UTC, ISO 8601 */
export function inJapanTime(instant: string): JapanTime {
  const local = clockInJapan(instant);
  const weekday = local.getUTCDay();
  return {
    day: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    weekend: weekday === 0 || weekday === SATURDAY,
  };
}

/** `2023-06-01 09:05`, in Japan. */
export function japanMinute(instant: string): string {
  return clockInJapan(instant).toISOString().slice(0, 16).replace('T', ' ');
}

/** `2023-06-01T09:05:07.000+09:00`: the same instant as clocks in Japan show it, said as such. */
export function withJapanOffset(instant: string): string {
  return `${clockInJapan(instant).toISOString().slice(0, -1)}+09:00`;
}

/** The day it is in Japan at this instant, `YYYY-MM-DD`. */
export function dayInJapan(instant: string): string {
  return clockInJapan(instant).toISOString().slice(0, 10);
}

/** First instant of a day in Japan (`YYYY-MM-DD`): UTC, ISO 8601 with milliseconds. */
export function startOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET).toISOString();
}

/** First instant after a day in Japan. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(startOfDay(day)) + DAY_MILLISECONDS).toISOString();
}

/**
 * What a person wrote as the edge of a span, as an instant in UTC: a day in Japan, of which `edge` is meant, or an
 * instant with its offset, as without one it would mean another time on each machine. Null for anything else.
 */
export function instantOf(text: string, edge: 'START_OF_DAY' | 'END_OF_DAY'): string | null {
  if (!isPlainDate(text)) return parseInstant(text);
  return edge === 'START_OF_DAY' ? startOfDay(text) : endOfDay(text);
}

const WORDS = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `2023年6月1日 9:05`, in Japan. */
export function japanMinuteInWords(instant: string): string {
  return WORDS.format(clockInJapan(instant));
}

/** A date whose UTC fields are what clocks in Japan show. */
function clockInJapan(instant: string): Date {
  return new Date(Date.parse(instant) + OFFSET);
}

/** `20230601090507`, in Japan: how batch files write a moment. */
export function stampInJapan(instant: string): string {
  return clockInJapan(instant).toISOString().slice(0, 19).replace(/[-T:]/g, '');
}

/** The moment of such a stamp, ISO 8601 with milliseconds; null where the calendar or the clock has none. */
export function instantOfStamp(stamp: string): string | null {
  const [, year, month, day, hours, minutes, seconds] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(stamp) ?? [];
  if (!isPlainDate(`${year}-${month}-${day}`)) return null;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const written = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.000Z`);
  return new Date(written - OFFSET).toISOString();
}
