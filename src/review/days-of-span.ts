import type { Span } from '../audit/index/access-index.js';
import { dayInJapan } from '../calendar/japan-time.js';
import { addDays, daysBetween } from '../calendar/plain-date.js';

/** The days in Japan that a span of whole days is made of, `YYYY-MM-DD`. */
export function daysOf({ from, to }: Span): readonly string[] {
  const first = dayInJapan(from);
  return Array.from({ length: daysBetween(first, dayInJapan(to)) }, (_, at) => addDays(first, at));
}
