import type { AdapterOptions } from '../adapter.js';
import type { Row } from '../database.js';
import { Decoder } from '../decoder.js';
import { parseCompactDate, type LegacyDate } from '../legacy/legacy-date.js';
import { personNumber } from '../legacy/person-number.js';
import { daysInMonth } from '../../src/calendar/plain-date.js';
import { SUPPORT_MEASURE } from './entities.js';
import type { SupportMeasures } from './model.js';

/** TORIKESI_FLG of a measure that was cancelled; only this very code takes a measure away. */
const CANCELLED = '1';
const STANDING: ReadonlySet<string> = new Set(['', '0']);
const EVER = '0000-00-00';
const NEVER = '9999-99-99';

/** By 宛名番号, 15 digits. */
type RowsOfPersons = ReadonlyMap<string, readonly Row[]>;

const NOBODY: RowsOfPersons = new Map();

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
 * copied whole, and would open everybody: what was seen protects on, until there are rows again or this process ends. Of
 * a few it is believed, and told.
 */
export class MeasureReader {
  private readonly told = new Set<string>();
  /** The rows of the table as last seen, and those that are kept although they are gone. */
  private seen: RowsOfPersons = NOBODY;
  private readonly decoder: Decoder<keyof typeof SUPPORT_MEASURE.columns>;

  constructor({ onQuarantine = () => undefined }: AdapterOptions) {
    this.decoder = new Decoder('RESIDENT_REGISTRY', SUPPORT_MEASURE, (fault) => {
      const name = `${this.row} ${fault.column}`;
      if (this.told.has(name)) return;
      this.told.add(name);
      onQuarantine(fault);
    });
  }

  /** Number of the measure being read: it names nobody. */
  private row = '';

  /**
   * @param rows all rows of the table
   * @param asOf `YYYY-MM-DD`
   */
  read(rows: readonly Row[], asOf: string): SupportMeasures {
    const present = byPerson(rows);
    const gone = this.goneFrom(present, asOf);
    this.seen = new Map([...gone, ...present]);
    const inForce = new Set<string>();
    const faulty = { unreadable: 0, withoutKey: 0 };
    for (const row of [...rows, ...[...gone.values()].flat()]) {
      this.row = String(row['measureNumber']);
      if (this.isCancelled(row)) continue;
      const { covers, readable } = this.window(row, asOf);
      if (!readable) faulty.unreadable += 1;
      const number = personNumber(row['atenaNumber']);
      if (number === null) {
        faulty.withoutKey += 1;
        this.decoder.quarantine('atenaNumber', 'MALFORMED');
      } else if (covers) inForce.add(number);
    }
    return { inForce: [...inForce].sort(), ...faulty, gone: gone.size };
  }

  /** Persons who were protected and of whom no row is left: where they are the greater part, their rows are kept. */
  private goneFrom(present: RowsOfPersons, asOf: string): RowsOfPersons {
    // With nearly every question none is.
    if ([...this.seen.keys()].every((number) => present.has(number))) return NOBODY;
    const covered = [...this.seen].filter(([, rows]) => rows.some((row) => this.isInForce(row, asOf)));
    const gone = covered.filter(([number]) => !present.has(number));
    for (const row of gone.flatMap(([, rows]) => rows)) {
      this.row = String(row['measureNumber']);
      this.decoder.quarantine('atenaNumber', 'GONE');
    }
    return gone.length * 2 > covered.length ? new Map(gone) : NOBODY;
  }

  private isInForce(row: Row, asOf: string): boolean {
    this.row = String(row['measureNumber']);
    return !this.isCancelled(row) && this.window(row, asOf).covers;
  }

  private isCancelled(row: Row): boolean {
    const flag = this.decoder.text(row, 'cancelled') ?? '';
    if (flag === CANCELLED) return true;
    const isText = typeof row['cancelled'] === 'string';
    if (!isText || !STANDING.has(flag)) this.decoder.quarantine('cancelled', 'UNKNOWN_CODE');
    return false;
  }

  /** Both bounds are inclusive; of an uncertain one, protection has the benefit. */
  private window(row: Row, asOf: string): { readonly covers: boolean; readonly readable: boolean } {
    const first = this.first(row);
    const last = this.last(row);
    // A bound that cannot be read lies beyond every day: only two that can be read contradict each other.
    if (last.day < first.day) {
      this.decoder.quarantine('lastDay', 'BAD_DATE');
      return { covers: true, readable: false };
    }
    return {
      covers: first.day <= asOf && asOf <= last.day,
      readable: first.readable && last.readable,
    };
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

/** Rows whose number is none are nobody's. */
function byPerson(rows: readonly Row[]): RowsOfPersons {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const number = personNumber(row['atenaNumber']);
    if (number === null) continue;
    const own = found.get(number);
    if (own === undefined) found.set(number, [row]);
    else own.push(row);
  }
  return found;
}

type Known = Extract<LegacyDate, { kind: 'DATE' }>;

function earliestDay({ date }: Known): string {
  return `${date.iso ?? ''}-01-01`.slice(0, 10);
}

function latestDay({ date }: Known): string {
  const [year = '', month = '12', day] = (date.iso ?? '').split('-');
  return [year, month, day ?? String(daysInMonth(Number(year), Number(month)))].join('-');
}
