import type { PartialDate } from '../../src/calendar/partial-date.js';
import { remembered } from '../../src/calendar/remembered.js';
import { daysInMonth, plainDateOf } from '../../src/calendar/plain-date.js';

/**
 * What a legacy date column says. The sentinels are kinds of their own, so that nobody compares 99999999 with a
 * day or takes 0 for a year.
 */
export type LegacyDate =
  | { readonly kind: 'DATE'; readonly date: PartialDate }
  /** Nothing known: zeros or blanks. */
  | { readonly kind: 'NONE' }
  /** No end: nines. */
  | { readonly kind: 'NO_END' }
  /** No date in this column's notation. */
  | { readonly kind: 'BAD' };

// One date is shared by all in whose rows it stands: frozen, for what is written on one of them would be said of all.
export const NONE: LegacyDate = Object.freeze({ kind: 'NONE' });
export const NO_END: LegacyDate = Object.freeze({ kind: 'NO_END' });
export const BAD: LegacyDate = Object.freeze({ kind: 'BAD' });
export const UNKNOWN_DATE: PartialDate = Object.freeze({ iso: null, precision: 'UNKNOWN', display: null });

/** A year, and month and day where they are not 0 (unknown). A day without its month is no date. */
export function partialDate(year: number, month: number, day: number): LegacyDate {
  if (month === 0) return day === 0 ? known(pad(year, 4), 'YEAR') : BAD;
  if (daysInMonth(year, month) === 0) return BAD;
  if (day === 0) return known(`${pad(year, 4)}-${pad(month, 2)}`, 'MONTH');
  const date = plainDateOf(year, month, day);
  return date === null ? BAD : known(date, 'DAY');
}

/** `YYYYMMDD` with 00 for an unknown part; 00000000, blanks and null for nothing known; 99999999 for no end. */
export const parseCompactDate = (text: string | null): LegacyDate => compact(text ?? '');

const compact = remembered((text): LegacyDate => {
  const digits = text.trim();
  if (digits === '' || digits === '00000000') return NONE;
  if (digits === '99999999') return NO_END;
  if (!/^\d{8}$/.test(digits) || digits.startsWith('0000')) return BAD;
  return partialDate(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)));
});

/** `YYYY-MM-DD` to `YYYYMMDD`, the form in which the registry's columns are compared. */
export function compactDate(iso: string): string {
  return iso.replaceAll('-', '');
}

function known(iso: string, precision: PartialDate['precision']): LegacyDate {
  return Object.freeze({ kind: 'DATE', date: Object.freeze({ iso, precision, display: null }) });
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
