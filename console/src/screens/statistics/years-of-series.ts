import type { Part } from './coverage-part.js';

/** A month of this year, and the same month of the year before; undefined where that one has no publication day. */
export interface MonthOfSeries {
  /** `YYYY-MM`, of this year. */
  readonly month: string;
  readonly now: Part | undefined;
  readonly before: Part | undefined;
}

const MONTHS = 12;

/** `YYYY-MM`, so many months before the month of a day. */
function monthBefore(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * MONTHS + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(count / MONTHS)}-${String((count % MONTHS) + 1).padStart(2, '0')}`;
}

/** First day of the two years that end with the month of this day. */
export const firstOfTwoYears = (newest: string): string => `${monthBefore(newest, 2 * MONTHS - 1)}-01`;

/** The year that ends with the newest day, month by month, each beside the same month a year before. */
export function monthsOf(
  newest: string,
  published: readonly { readonly publishedOn: string; readonly part: Part }[],
): readonly MonthOfSeries[] {
  const partIn = (month: string) => published.find(({ publishedOn }) => publishedOn.startsWith(month))?.part;
  return Array.from({ length: MONTHS }, (_, at) => ({
    month: monthBefore(newest, MONTHS - 1 - at),
    now: partIn(monthBefore(newest, MONTHS - 1 - at)),
    before: partIn(monthBefore(newest, 2 * MONTHS - 1 - at)),
  }));
}
