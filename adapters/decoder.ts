import type { Quarantined, QuarantineListener, TextSetAside } from './adapter.js';
import type { SourceSystem } from '../src/errors/source-error.js';
import type { PartialDate } from '../src/calendar/partial-date.js';
import type { Row } from './database.js';
import type { LegacyDate } from './legacy/legacy-date.js';
import type { Table } from '../src/database/table.js';

/** U+FFFD, noncharacters, halves of a pair, and controls but for the tabulator and line ends. */
const NO_TEXT = /(?![\t\n\f\r\u0085])\p{Cc}|[\p{Cs}\ufffd\ufffe\uffff]/u;
const NOTHING: TextSetAside = {};

/**
 * Reads the columns of one table's rows. What it cannot read becomes null and is reported by table, column and
 * reason, never with its content and never as a default.
 */
export class Decoder<Property extends string> {
  private notText: string[] = [];

  constructor(
    private readonly system: SourceSystem,
    private readonly table: Table<Property>,
    private readonly listener: QuarantineListener = () => undefined,
  ) {}

  /** A code, number or date. Blanks at the end are CHAR's padding. null for NULL, no text, and blanks only. */
  text(row: Row, property: Property): string | null {
    const trimmed = this.read(row, property)?.trimEnd() ?? '';
    return trimmed === '' ? null : trimmed;
  }

  /**
   * What people are called and what people wrote: character for character as stored, nothing trimmed or normalised.
   */
  written(row: Row, property: Property): string | null {
    return this.read(row, property) || null;
  }

  /**
   * Columns of the row just read whose text was none, for the record to tell of; each call begins anew. Mapping a row
   * is one synchronous step, so that they are of no other row.
   */
  takeSetAside(): TextSetAside {
    if (this.notText.length === 0) return NOTHING;
    const setAside = [...new Set(this.notText)];
    this.notText = [];
    return { setAside };
  }

  /**
   * Bytes in another encoding and BLOBs come out as replacement characters, controls or no string at all. Shown, they
   * would be taken for a name; so they are set aside.
   */
  private read(row: Row, property: Property): string | null {
    const value = row[property];
    if (value === null || value === undefined) return null;
    if (typeof value === 'string' && !NO_TEXT.test(value)) return value;
    const { name } = this.table.columns[property];
    this.notText.push(`${this.table.name}.${name}`);
    return this.quarantine(property, 'NOT_TEXT');
  }

  /** Whether anything stands there: not NULL, and not blanks alone. */
  isPresent(row: Row, property: Property): boolean {
    const value = row[property];
    return value !== null && value !== undefined && !(typeof value === 'string' && value.trim() === '');
  }

  integer(row: Row, property: Property): number | null {
    const value = row[property];
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
  }

  /** The meaning of a code, NULL and blank standing for ''. */
  code<Meaning>(row: Row, property: Property, codes: ReadonlyMap<string, Meaning>): Meaning | null {
    const meaning = codes.get(this.text(row, property) ?? '');
    if (meaning !== undefined) return meaning;
    return this.quarantine(property, 'UNKNOWN_CODE');
  }

  /** Reads a date; a date that is none becomes null and is reported. The sentinels are for the caller to judge. */
  date(
    row: Row,
    property: Property,
    parse: (text: string | null) => LegacyDate,
  ): Exclude<LegacyDate, { kind: 'BAD' }> | null {
    const parsed = parse(this.text(row, property));
    return parsed.kind === 'BAD' ? this.quarantine(property, 'BAD_DATE') : parsed;
  }

  /** For a date that must be one: nothing known stays visible as such, and a sentinel of no end is a mistake. */
  day(row: Row, property: Property, parse: (text: string | null) => LegacyDate): PartialDate | null {
    const parsed = this.date(row, property, parse);
    if (parsed === null) return null;
    if (parsed.kind === 'DATE') return parsed.date;
    if (parsed.kind === 'NONE') return { iso: null, precision: 'UNKNOWN', display: null };
    return this.quarantine(property, 'BAD_DATE');
  }

  quarantine(property: Property, reason: Quarantined['reason']): null {
    this.listener({
      system: this.system,
      table: this.table.name,
      column: this.table.columns[property].name,
      reason,
    });
    return null;
  }
}
