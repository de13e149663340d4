/** First year of each era, and the day it begins: before that day its name is not used (元号法). */
export const ERAS = [
  { name: '西暦', first: 1, from: '0001-01-01', until: '9999-12-31' },
  { name: '令和', first: 2019, from: '2019-05-01', until: '9999-12-31' },
  { name: '平成', first: 1989, from: '1989-01-08', until: '2019-04-30' },
  { name: '昭和', first: 1926, from: '1926-12-25', until: '1989-01-07' },
  { name: '大正', first: 1912, from: '1912-07-30', until: '1926-12-24' },
  { name: '明治', first: 1868, from: '1868-01-25', until: '1912-07-29' },
] as const;
export type Era = (typeof ERAS)[number]['name'];

export interface TypedDate {
  readonly era: Era;
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

export const isNothing = ({ year, month, day }: TypedDate): boolean => year + month + day === '';

/** Digits of full width are read as those of half; 元年 is the first year. */
function numberOf(text: string): number {
  const plain = text.normalize('NFKC').trim();
  return plain === '元' ? 1 : /^\d{1,4}$/.test(plain) ? Number(plain) : NaN;
}

/** The day that is typed; null where it is none, or none of that era. */
export function isoOf({ era, year, month, day }: TypedDate): string | null {
  const row = ERAS.find(({ name }) => name === era);
  const [y, m, d] = [numberOf(year), numberOf(month), numberOf(day)];
  if (row === undefined || Number.isNaN(y + m + d) || y < 1) return null;
  const full = row.first + y - 1;
  const date = new Date(Date.UTC(full, m - 1, d));
  date.setUTCFullYear(full);
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null;
  const iso = date.toISOString().slice(0, 10);
  return iso >= row.from && iso <= row.until ? iso : null;
}
