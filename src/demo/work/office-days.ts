/** From the first of the month in which it was so many days before `today` (`YYYY-MM-DD`) to the day before that. */
export function daysUpTo(today: string, back: number): readonly string[] {
  const end = Date.parse(`${today}T00:00:00Z`);
  const from = `${dayAt(end - back * DAY).slice(0, 8)}01`;
  const count = (end - Date.parse(`${from}T00:00:00Z`)) / DAY;
  return Array.from({ length: count }, (_, at) => dayAt(end - (count - at) * DAY));
}

/** Every day from the first of the month `from` (`YYYY-MM`) on, for so many months. */
export function daysOf(from: string, months: number): readonly string[] {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const end = Date.UTC(year, month - 1 + months, 1);
  const days: string[] = [];
  for (let day = Date.UTC(year, month - 1, 1); day < end; day += DAY) days.push(dayAt(day));
  return days;
}

const DAY = 86_400_000;

const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);

export function isOfficeDay(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const newYear = day.slice(5) >= '12-29' || day.slice(5) <= '01-03';
  return weekday !== 0 && weekday !== 6 && !holidays.has(day) && !newYear;
}
