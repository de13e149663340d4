import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const POLICY = join(__dirname, '..', '..', '..', 'policy', 'koganei', 'detectors.json');

/** Every day from the first of the month `from` (`YYYY-MM`) on, for so many months. */
export function daysOf(from: string, months: number): readonly string[] {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const end = Date.UTC(year, month - 1 + months, 1);
  const days: string[] = [];
  for (let day = Date.UTC(year, month - 1, 1); day < end; day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}

const holidays = new Set((JSON.parse(readFileSync(POLICY, 'utf8')) as { holidays: string[] }).holidays);

export function isOfficeDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const newYear = day.slice(5) >= '12-29' || day.slice(5) <= '01-03';
  return weekday !== 0 && weekday !== 6 && !holidays.has(day) && !newYear;
}
