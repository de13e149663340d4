import type { AdapterOptions } from '../adapter.js';
import type { Row } from '../database.js';
import { Decoder } from '../decoder.js';
import { parseCompactDate, type LegacyDate } from '../legacy/legacy-date.js';
import type { SeenMeasure } from '../measure-memory.js';
import { personNumber } from '../legacy/person-number.js';
import { daysInMonth } from '../../src/calendar/plain-date.js';
import { SUPPORT_MEASURE } from './entities.js';
import type { SupportMeasures } from './model.js';

/** TORIKESI_FLG of a measure that was cancelled; only this very code takes a measure away. */
const CANCELLED = '1';
const STANDING: ReadonlySet<string> = new Set(['', '0']);
const EVER = '0000-00-00';
const NEVER = '9999-99-99';

/** The rows of the table on a reading. */
interface Present {
  /** 宛名番号 of whom there is any row, 15 digits. */
  readonly numbers: ReadonlySet<string>;
  /** Those that were not cancelled. */
  readonly measures: readonly SeenMeasure[];
  readonly unreadable: number;
  readonly withoutKey: number;
}

interface Bound {
  readonly day: string;
  readonly readable: boolean;
}

/**
 * Rows of JUKI_SIEN. What cannot be read protects: a start that says nothing was always, an end that says nothing
 * never comes, and a measure that ends before it starts is taken for one of which neither is known. Each such
 * column is told to the listener once, not with every request that meets it.
 *
 * A measure is taken back by its flag or by its end. Where of most protected persons no row is left the table was not
 * copied whole, and would open everybody: what was seen protects on, until there are rows again or somebody says that it is
 * over. Of a few it is believed, and told.
 */
export class MeasureReader {
  /**
   * Measures that are not over, as the last reading left them: those of the table, and those that are kept although they are
   * gone. The next reading finds by them who is gone.
   */
  seen: readonly SeenMeasure[] = [];
  private readonly told = new Set<string>();
  private readonly decoder: Decoder<keyof typeof SUPPORT_MEASURE.columns>;

  constructor({ onQuarantine = () => undefined }: AdapterOptions) {
    this.decoder = new Decoder('RESIDENT_REGISTRY', SUPPORT_MEASURE, (fault) => {
      const name = `${this.row} ${fault.column}`;
      if (this.told.has(name)) return;
      this.told.add(name);
      onQuarantine(fault);
    });
  }

  /** What a fault is told of once: the number of the measure being read, or of the person who is gone. */
  private row = '';

  /**
   * @param rows all rows of the table
   * @param asOf whom they cover then, `YYYY-MM-DD`
   * @param today when they are read: who is gone is no matter of the day that is asked about
   */
  read(rows: readonly Row[], asOf: string, today = asOf): SupportMeasures {
    const { numbers, measures, unreadable, withoutKey } = this.present(rows);
    const { gone, kept } = this.goneFrom(numbers, today);
    const all = [...measures, ...kept];
    this.seen = distinct(all.filter(({ last }) => today <= last));
    const inForce = new Set(all.filter((one) => covers(one, asOf)).map(({ atenaNumber }) => atenaNumber));
    return { inForce: [...inForce].sort(), unreadable, withoutKey, gone };
  }

  private present(rows: readonly Row[]): Present {
    const numbers = new Set<string>();
    const measures: SeenMeasure[] = [];
    const faulty = { unreadable: 0, withoutKey: 0 };
    for (const row of rows) {
      this.row = String(row['measureNumber']);
      const atenaNumber = personNumber(row['atenaNumber']);
      if (atenaNumber !== null) numbers.add(atenaNumber);
      if (this.isCancelled(row)) continue;
      const { first, last, readable } = this.window(row);
      if (!readable) faulty.unreadable += 1;
      if (atenaNumber === null) {
        faulty.withoutKey += 1;
        this.decoder.quarantine('atenaNumber', 'MALFORMED');
      } else measures.push({ atenaNumber, first, last });
    }
    return { numbers, measures, ...faulty };
  }

  /**
   * Persons who are protected and of whom no row is left. Where they are the greater part, what was seen is kept: also of a
   * measure that is yet to begin. `gone`: how many are covered because of that.
   */
  private goneFrom(
    present: ReadonlySet<string>,
    today: string,
  ): { readonly gone: number; readonly kept: readonly SeenMeasure[] } {
    const missing = this.seen.filter((one) => today <= one.last && !present.has(one.atenaNumber));
    // With nearly every question none is.
    if (missing.length === 0) return { gone: 0, kept: [] };
    const covered = personsOf(this.seen, today);
    const gone = personsOf(missing, today);
    for (const number of gone) {
      this.row = number;
      this.decoder.reportRow('atenaNumber', 'GONE');
    }
    return gone.size * 2 > covered.size ? { gone: gone.size, kept: missing } : { gone: 0, kept: [] };
  }

  private isCancelled(row: Row): boolean {
    const flag = this.decoder.text(row, 'cancelled') ?? '';
    if (flag === CANCELLED) return true;
    const isText = typeof row['cancelled'] === 'string';
    if (!isText || !STANDING.has(flag)) this.decoder.quarantine('cancelled', 'UNKNOWN_CODE');
    return false;
  }

  /** Both bounds are inclusive; of an uncertain one, protection has the benefit. */
  private window(row: Row): { readonly first: string; readonly last: string; readonly readable: boolean } {
    const first = this.first(row);
    const last = this.last(row);
    // A bound that cannot be read lies beyond every day: only two that can be read contradict each other.
    if (last.day < first.day) {
      this.decoder.quarantine('lastDay', 'BAD_DATE');
      return { first: EVER, last: NEVER, readable: false };
    }
    return { first: first.day, last: last.day, readable: first.readable && last.readable };
  }

  private first(row: Row): Bound {
    const parsed = parseCompactDate(this.decoder.text(row, 'firstDay'));
    if (parsed.kind === 'DATE') return { day: earliestDay(parsed), readable: true };
    this.decoder.quarantine('firstDay', 'BAD_DATE');
    return { day: EVER, readable: false };
  }

  private last(row: Row): Bound {
    const parsed = parseCompactDate(this.decoder.text(row, 'lastDay'));
    if (parsed.kind === 'DATE') return { day: latestDay(parsed), readable: true };
    // 99999999 says that there is no end; zeros and blanks say nothing.
    if (parsed.kind === 'NO_END') return { day: NEVER, readable: true };
    this.decoder.quarantine('lastDay', 'BAD_DATE');
    return { day: NEVER, readable: false };
  }
}

const covers = ({ first, last }: SeenMeasure, day: string): boolean => first <= day && day <= last;

/** 宛名番号 of whom they cover on a day. */
const personsOf = (measures: readonly SeenMeasure[], day: string): ReadonlySet<string> =>
  new Set(measures.filter((one) => covers(one, day)).map(({ atenaNumber }) => atenaNumber));

/** Each once, whatever else its row says. */
const distinct = (measures: readonly SeenMeasure[]): readonly SeenMeasure[] => [
  ...new Map(measures.map((one) => [keyOfMeasure(one), one])).values(),
];

export const keyOfMeasure = ({ atenaNumber, first, last }: SeenMeasure): string =>
  `${atenaNumber} ${first} ${last}`;

type Known = Extract<LegacyDate, { kind: 'DATE' }>;

function earliestDay({ date }: Known): string {
  return `${date.iso ?? ''}-01-01`.slice(0, 10);
}

function latestDay({ date }: Known): string {
  const [year = '', month = '12', day] = (date.iso ?? '').split('-');
  return [year, month, day ?? String(daysInMonth(Number(year), Number(month)))].join('-');
}
