import type { ZodType } from 'zod';
import {
  couponNumber,
  DOCTOR_LENGTH,
  LOT_LENGTH,
  MAKER_LENGTH,
  municipalityCode,
  personNumber,
  typed,
  VENUE_LENGTH,
} from '../../../adapters/vaccination-record-system/protocol/fields.js';
import { instantOfStamp } from '../../calendar/japan-time.js';
import { isPlainDate } from '../../calendar/plain-date.js';
import { mayBeNumber, numberAcross } from '../../individual-number/typed-text.js';
import {
  DOSE_COLUMNS,
  doseColumns,
  headerOf,
  PERSON_COLUMN,
  type LineFault,
  type WideDose,
  type WideRow,
} from './wide-row.js';

export interface RowFault {
  readonly fault: LineFault;
  readonly column: string | null;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The cells of a line (RFC 4180); a fault where it is no text or its quotes do not fit. */
export function cellsOf(bytes: Buffer): readonly string[] | RowFault {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { fault: 'NOT_UTF8', column: null };
  }
  const cells: string[] = [];
  for (let at = 0; ;) {
    const quoted = text[at] === '"';
    // Sticky, from the last comma on: each character is looked at once.
    const pattern = quoted ? /"((?:[^"]|"")*)"(?=,|$)/y : /([^",]*)(?=,|$)/y;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return { fault: 'BAD_QUOTES', column: null };
    cells.push((found[1] ?? '').replaceAll('""', '"'));
    at += found[0].length + 1;
    if (at > text.length) return cells;
  }
}

/** How many doses a line has room for by this header; null where it is none of this form. */
export function dosesOfHeader(cells: readonly string[]): number | null {
  const doses = (cells.length - 1) / DOSE_COLUMNS;
  const fits = Number.isInteger(doses) && doses >= 1 && doses <= 9;
  return fits && headerOf(doses).every((name, at) => cells[at] === name) ? doses : null;
}

/** @param doses as the header has it */
export function rowOf(cells: readonly string[], doses: number): WideRow | RowFault {
  if (cells.length !== 1 + doses * DOSE_COLUMNS) return { fault: 'WRONG_COLUMNS', column: null };
  const [person = '', ...rest] = cells;
  if (person !== '' && !personNumber.safeParse(person).success)
    return { fault: 'BAD_PERSON', column: PERSON_COLUMN };
  const given: WideDose[] = [];
  for (let n = 1; n <= doses; n++) {
    const read = doseOf(rest.slice((n - 1) * DOSE_COLUMNS, n * DOSE_COLUMNS), n);
    if (read !== null && 'fault' in read) return read;
    if (read !== null) given.push(read);
  }
  if (given.length === 0) return { fault: 'NO_DOSE', column: null };
  return { person: person === '' ? null : person, doses: given };
}

/** Checks of the columns of a dose, in their order; the first three and the municipality no dose is without. */
const CHECKS: readonly {
  readonly fault: LineFault;
  readonly needed: boolean;
  readonly fits: (text: string) => boolean;
}[] = [
  { fault: 'BAD_INSTANT', needed: true, fits: (text) => instantOfStamp(text) !== null },
  { fault: 'BAD_DAY', needed: true, fits: (text) => dayOf(text) !== null },
  { fault: 'BAD_COUPON', needed: true, fits: by(couponNumber) },
  { fault: 'BAD_MUNICIPALITY', needed: true, fits: by(municipalityCode) },
  ...[VENUE_LENGTH, DOCTOR_LENGTH, MAKER_LENGTH, LOT_LENGTH].map((most) => ({
    ...{ fault: 'BAD_TEXT' as const, needed: false, fits: by(typed(most)) },
  })),
];

/** Of a dose's columns: from here on a number could stand over several, for the others before are of their own length. */
const FIRST_WRITTEN = 3;

function by(schema: ZodType): (text: string) => boolean {
  return (text) => schema.safeParse(text).success;
}

function doseOf(cells: readonly string[], n: number): WideDose | RowFault | null {
  if (cells.every((cell) => cell === '')) return null;
  const columns = doseColumns(n);
  for (const [at, { fault, needed, fits }] of CHECKS.entries()) {
    const cell = cells[at] ?? '';
    const column = columns[at] ?? null;
    if (cell === '' && needed) return { fault: 'HALF_A_DOSE', column };
    if (cell !== '' && !fits(cell)) return { fault, column };
    if (!needed && mayBeNumber(cell)) return { fault: 'NUMBER_IN_TEXT', column };
  }
  const across = numberAcross(cells.slice(FIRST_WRITTEN));
  if (across !== null) return { fault: 'NUMBER_IN_TEXT', column: columns[FIRST_WRITTEN + across] ?? null };
  const [stamp = '', day = '', coupon = '', givenIn = '', venue = '', doctor = '', maker = '', lot = ''] =
    cells;
  return {
    ...{ dose: n, registeredAt: instantOfStamp(stamp) ?? '', day: dayOf(day) ?? '', coupon },
    ...{ givenIn, venue, doctor, maker, lot },
  };
}

function dayOf(text: string): string | null {
  const day = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isPlainDate(day) && text.length === 8 ? day : null;
}
