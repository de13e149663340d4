import { BAD, NONE, NO_END, partialDate, type LegacyDate } from './legacy-date.js';
import { remembered } from '../../src/calendar/remembered.js';
import { addMonths, addDays, requirePlainDate, type PlainDate } from '../../src/calendar/plain-date.js';

interface Era {
  /** Digit of the health management system. */
  readonly digit: string;
  /** Letter of JIS X 0301. */
  readonly letter: string;
  readonly name: string;
  /** Gregorian year of the era's first year (元年). */
  readonly firstYear: number;
  /** Both inclusive. */
  readonly first: string;
  readonly last: string;
}

/**
 * Neighbours share a day: 1912-07-30 and 1926-12-25 are written in either era. Meiji starts at 1873, where the
 * Gregorian calendar does (JIS X 0301 leaves out what lies before): earlier days cannot be carried over part by
 * part.
 */
const ERAS: readonly Era[] = [
  { digit: '1', letter: 'M', name: '明治', firstYear: 1868, first: '1873-01-01', last: '1912-07-30' },
  { digit: '2', letter: 'T', name: '大正', firstYear: 1912, first: '1912-07-30', last: '1926-12-25' },
  { digit: '3', letter: 'S', name: '昭和', firstYear: 1926, first: '1926-12-25', last: '1989-01-07' },
  { digit: '4', letter: 'H', name: '平成', firstYear: 1989, first: '1989-01-08', last: '2019-04-30' },
  { digit: '5', letter: 'R', name: '令和', firstYear: 2019, first: '2019-05-01', last: '2117-12-31' },
];

/** Era digit and `YYMMDD`, 00 for an unknown part; 0000000 and blanks for nothing known; 9999999 for no end. */
export const parseEraDigits = (text: string | null): LegacyDate => eraDigits(text ?? '');

const eraDigits = remembered((text): LegacyDate => {
  const digits = text.trim();
  if (digits === '' || digits === '0000000') return NONE;
  if (digits === '9999999') return NO_END;
  const match = /^(\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  return inEra(
    ERAS.find((era) => era.digit === match?.[1]),
    match,
  );
});

/** Era letter and parts, dotted or packed (`R05.06.27`, `S410203`); blanks for nothing known. */
export const parseEraLetters = (text: string | null): LegacyDate => eraLetters(text ?? '');

const eraLetters = remembered((text): LegacyDate => {
  const letters = text.trim();
  if (letters === '') return NONE;
  const match = /^([MTSHR])(\d\d)\.?(\d\d)\.?(\d\d)$/.exec(letters);
  return inEra(
    ERAS.find((era) => era.letter === match?.[1]),
    match,
  );
});

/** Era digit and `YYMM` (請求月) to `YYYY-MM`; null when it is no such month. */
export function parseEraMonth(text: string): string | null {
  const parsed = parseEraDigits(`${text.trim()}00`);
  return parsed.kind === 'DATE' && parsed.date.precision === 'MONTH' ? parsed.date.iso : null;
}

/**
 * A day as era digits, to compare with a column in that notation. On the two days that belong to two eras a
 * range must reach from the older form (`FIRST`) to the newer one (`LAST`). Days before 1873 give the lowest
 * form there is.
 */
export function toEraDigits(date: PlainDate, form: 'FIRST' | 'LAST'): string {
  const eras = ERAS.filter((era) => era.first <= date && date <= era.last);
  const era = form === 'FIRST' ? eras[0] : eras.at(-1);
  if (era === undefined) return date < '1873-01-01' ? '1000000' : '5991231';
  const year = Number(date.slice(0, 4)) - era.firstYear + 1;
  return `${era.digit}${String(year).padStart(2, '0')}${date.slice(5, 7)}${date.slice(8, 10)}`;
}

/**
 * For people: 令和5年6月27日, 昭和元年12月25日; of `YYYY` and `YYYY-MM` what is known, 昭和25年月日不詳. A year
 * in which the era changed is written in both. null for days before 1873.
 */
export const formatWareki = remembered((iso): string | null => {
  const [year = '', month, day] = iso.split('-');
  if (day !== undefined) {
    const name = eraYear(requirePlainDate(iso));
    return name === null ? null : `${name}年${Number(month)}月${Number(day)}日`;
  }
  const start = requirePlainDate(`${year}-${month ?? '01'}-01`);
  const end = addDays(addMonths(start, month === undefined ? 12 : 1), -1);
  const names = [eraYear(start), eraYear(end)].filter((name) => name !== null);
  if (names.length === 0) return null;
  const years = [...new Set(names)].join('・');
  return month === undefined ? `${years}年月日不詳` : `${years}年${Number(month)}月日不詳`;
});

/** 令和5, 昭和元: the newer era on a day that has two. */
function eraYear(date: PlainDate): string | null {
  const era = ERAS.findLast((candidate) => candidate.first <= date && date <= candidate.last);
  if (era === undefined) return null;
  const year = Number(date.slice(0, 4)) - era.firstYear + 1;
  return `${era.name}${year === 1 ? '元' : year}`;
}

/** A day must lie in the era it is written in: 平成31年5月1日 is a mistake of somebody, and not ours to mend. */
function inEra(era: Era | undefined, match: RegExpExecArray | null): LegacyDate {
  if (era === undefined || match === null || match[2] === '00') return BAD;
  const year = era.firstYear + Number(match[2]) - 1;
  const parsed = partialDate(year, Number(match[3]), Number(match[4]));
  if (parsed.kind !== 'DATE' || parsed.date.iso === null) return parsed;
  const { iso } = parsed.date;
  // Compared at the precision that is known: 昭和64年1月 overlaps its era although that month ended in the next
  // one.
  return iso >= era.first.slice(0, iso.length) && iso <= era.last.slice(0, iso.length) ? parsed : BAD;
}

/** A day as letter and dotted parts (`R05.06.27`), in the newer era of a day that has two. */
export function toEraLetters(date: PlainDate): string {
  const era = ERAS.findLast((candidate) => candidate.first <= date && date <= candidate.last);
  if (era === undefined) throw new RangeError('a day outside the eras');
  const year = Number(date.slice(0, 4)) - era.firstYear + 1;
  return `${era.letter}${String(year).padStart(2, '0')}.${date.slice(5, 7)}.${date.slice(8, 10)}`;
}
