import { addDays, daysInMonth, plainDateOf, type PlainDate } from '../calendar/plain-date.js';
import type { StatisticsRules } from '../policy/statistics-rules.js';

type Calendar = Pick<StatisticsRules, 'firstDay' | 'months'>;

/**
 * The newest publication day that is not later than `asOf` and is over: today's own table could still change. null
 * before the first.
 */
export function lastPublicationDay(rules: Calendar, asOf: PlainDate, today: PlainDate): PlainDate | null {
  const yesterday = addDays(today, -1);
  const latest = asOf < yesterday ? asOf : yesterday;
  const first = firstPublicationDay(rules);
  for (
    let [year, month] = monthOf(latest), day = endOf(year, month);
    day >= first;
    day = endOf(year, month)
  ) {
    if (rules.months.has(month) && day <= latest) return day;
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
  }
  return null;
}

/** The first day that is ever published. */
export function firstPublicationDay(rules: Calendar): PlainDate {
  let [year, month] = monthOf(rules.firstDay);
  while (!rules.months.has(month)) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return endOf(year, month);
}

function monthOf(day: PlainDate): [year: number, month: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
}

function endOf(year: number, month: number): PlainDate {
  return plainDateOf(year, month, daysInMonth(year, month)) ?? '';
}
