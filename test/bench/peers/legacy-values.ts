import {
  MANUFACTURERS,
  PRE_EXAM_RESULTS,
  SETTINGS,
  VACCINE_CODES,
} from '../../../adapters/health-management/codes.js';
import { SEXES, STATUSES } from '../../../adapters/resident-registry/codes.js';

/**
 * What legacy columns mean, as somebody writes it who has but this one city to read: no reports, no bad rows, nothing
 * kept between two values. The tables of codes are the gateway's, the code is not.
 */

/** A date as the graph has it. */
export class LegacyDay {
  constructor(
    readonly iso: string | null,
    readonly precision: 'DAY' | 'MONTH' | 'YEAR' | 'UNKNOWN',
  ) {}

  get wareki(): string | null {
    return this.iso === null || this.precision !== 'DAY' ? null : wareki(this.iso);
  }
}

const ERA_BEFORE: Readonly<Record<string, number>> = { 1: 1867, 2: 1911, 3: 1925, 4: 1988, 5: 2018 };
const ERAS = [
  { from: '2019-05-01', before: 2018, name: '令和' },
  { from: '1989-01-08', before: 1988, name: '平成' },
  { from: '1926-12-25', before: 1925, name: '昭和' },
  { from: '1912-07-30', before: 1911, name: '大正' },
  { from: '1873-01-01', before: 1867, name: '明治' },
];

function dayOf(year: number | string, month: string, day: string): LegacyDay {
  if (month === '00') return new LegacyDay(`${year}`, 'YEAR');
  if (day === '00') return new LegacyDay(`${year}-${month}`, 'MONTH');
  return new LegacyDay(`${year}-${month}-${day}`, 'DAY');
}

/** `YYYYMMDD`; null for no end. */
export function compactDay(text: string): LegacyDay | null {
  if (text === '99999999') return null;
  if (text.trim() === '' || text === '00000000') return new LegacyDay(null, 'UNKNOWN');
  return dayOf(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8));
}

/** Era digit and `YYMMDD`. */
export function eraDay(text: string): LegacyDay {
  if (text.trim() === '' || text === '0000000') return new LegacyDay(null, 'UNKNOWN');
  return dayOf(eraYear(text), text.slice(3, 5), text.slice(5, 7));
}

/** `YYYY-MM` of era digit and `YYMM`. */
export function eraMonth(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : `${eraYear(text)}-${text.slice(3, 5)}`;
}

function eraYear(text: string): number {
  return (ERA_BEFORE[text[0] ?? ''] ?? 0) + Number(text.slice(1, 3));
}

/** A day of 令和, or its month, as era digit and the rest. */
export function toEra(iso: string): string {
  return `5${String(Number(iso.slice(0, 4)) - 2018).padStart(2, '0')}${iso.slice(5).replace('-', '')}`;
}

function wareki(iso: string): string | null {
  const era = ERAS.find(({ from }) => from <= iso);
  if (era === undefined) return null;
  const year = Number(iso.slice(0, 4)) - era.before;
  return `${era.name}${year === 1 ? '元' : year}年${Number(iso.slice(5, 7))}月${Number(iso.slice(8))}日`;
}

/** Age by law: reached at the end of the day before the birthday. */
export function ageOn(born: string | null, day: string | null): number | null {
  if (born?.length !== 10 || day?.length !== 10) return null;
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const after = next.toISOString();
  return Number(after.slice(0, 4)) - Number(born.slice(0, 4)) - (after.slice(5, 10) < born.slice(5) ? 1 : 0);
}

export const statusOf = (code: string) => STATUSES.get(code) ?? null;
export const sexOf = (code: string) => SEXES.get(code.trim()) ?? null;
export const vaccineOf = (code: string): { readonly code: string } | null => {
  const known = VACCINE_CODES.get(code);
  return known === undefined ? null : { code: known };
};
export const settingOf = (code: string) => SETTINGS.get(code) ?? null;
export const preExamOf = (code: string) => PRE_EXAM_RESULTS.get(code) ?? null;
export const manufacturerOf = (code: string | null): string | null => MANUFACTURERS.get(code ?? '') ?? null;
export const millilitres = (text: string | null): number | null =>
  text === null || text.trim() === '' ? null : Number(text) / 100;
export const hundredths = (volume: number): string => String(Math.round(volume * 100)).padStart(4, '0');

export const VACCINE_COLUMN: ReadonlyMap<string, string> = new Map(
  [...VACCINE_CODES].map(([column, code]) => [code, column]),
);
export const SETTING_COLUMN: ReadonlyMap<string, string> = new Map(
  [...SETTINGS].map(([column, setting]) => [setting, column]),
);
