import type { HasSetAside, QuarantineListener, RowFault, ValueSetAside } from './adapter.js';
import type { SetAsideReason } from '../src/errors/set-aside.js';
import type { SourceSystem } from '../src/errors/source-error.js';
import type { PartialDate } from '../src/calendar/partial-date.js';
import type { Row } from './database.js';
import type { LegacyDate } from './legacy/legacy-date.js';
import type { Table } from '../src/database/table.js';

/** U+FFFD, noncharacters, halves of a pair, and controls but for the tabulator and line ends. */
const NO_TEXT = /(?![\t\n\f\r\u0085])\p{Cc}|[\p{Cs}\ufffd\ufffe\uffff]/u;

/**
 * Reads the columns of one table's rows. What it cannot read becomes null and is reported by table, column and
 * reason, never with its content and never as a default.
 */
export class Decoder<Property extends string> {
  /** What the record that is being read holds and nobody can read; null as long as there is nothing. */
  private aside: { readonly property: Property; readonly reason: SetAsideReason }[] | null = null;
  private isReading = false;

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

  /** From here on until `takeSetAside`, what cannot be read is of one record. */
  begin(): void {
    this.aside = null;
    this.isReading = true;
  }

  /**
   * What of the record just read could not be, for the record to tell of. Mapping a row is one synchronous step, so that it
   * is of no other row.
   * @param fields of each column the fields of the record that miss it; none: the record shows nothing of it
   */
  takeSetAside(fields: Readonly<Partial<Record<Property, readonly string[]>>>): HasSetAside['setAside'] {
    const { aside } = this;
    this.aside = null;
    this.isReading = false;
    if (aside === null) return undefined;
    const values = new Map(aside.map(({ property, reason }) => [property, reason]));
    return [...values].map(([property, reason]): ValueSetAside => {
      const column = `${this.table.name}.${this.table.columns[property].name}`;
      return { column, reason, fields: fields[property] ?? [] };
    });
  }

  /** Whether any of these columns of the record that is being read could not be. */
  isAside(properties: readonly Property[]): boolean {
    return this.aside?.some(({ property }) => properties.includes(property)) ?? false;
  }

  /**
   * Bytes in another encoding and BLOBs come out as replacement characters, controls or no string at all. Shown, they
   * would be taken for a name; so they are set aside.
   */
  private read(row: Row, property: Property): string | null {
    const value = row[property];
    if (value === null || value === undefined) return null;
    if (typeof value === 'string' && isText(value)) return value;
    return this.quarantine(property, 'NOT_TEXT');
  }

  /** Whether anything stands there: not NULL, and not blanks alone. */
  isPresent(row: Row, property: Property): boolean {
    const value = row[property];
    return value !== null && value !== undefined && !(typeof value === 'string' && value.trim() === '');
  }

  integer(row: Row, property: Property): number | null {
    const value = row[property];
    if (value === null || value === undefined) return null;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    return this.quarantine(property, 'MALFORMED');
  }

  /** The meaning of a code, NULL and blank standing for ''. */
  code<Meaning>(row: Row, property: Property, codes: ReadonlyMap<string, Meaning>): Meaning | null {
    const text = this.text(row, property);
    // What is no text is not blank: it was reported, and means nothing.
    if (text === null && this.isPresent(row, property)) return null;
    const meaning = codes.get(text ?? '');
    if (meaning !== undefined) return meaning;
    return this.quarantine(property, 'UNKNOWN_CODE');
  }

  /** Reads a date; a date that is none becomes null and is reported. The sentinels are for the caller to judge. */
  date(
    row: Row,
    property: Property,
    parse: (text: string | null) => LegacyDate,
  ): Exclude<LegacyDate, { kind: 'BAD' }> | null {
    const text = this.text(row, property);
    if (text === null && this.isPresent(row, property)) return null;
    const parsed = parse(text);
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

  /** A value that cannot be read. */
  quarantine(property: Property, reason: SetAsideReason): null {
    if (this.isReading) (this.aside ??= []).push({ property, reason });
    this.tell(property, reason);
    return null;
  }

  /** A whole row that is left out, for what stands in this column of it. */
  reportRow(property: Property, reason: RowFault): void {
    this.tell(property, reason);
  }

  private tell(property: Property, reason: SetAsideReason | RowFault): void {
    this.listener({
      system: this.system,
      table: this.table.name,
      column: this.table.columns[property].name,
      reason,
    });
  }
}

/** Nearly every value is of characters that are no matter of doubt, and said to be text without asking the pattern. */
function isText(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    const isPlain = (code >= 0x20 && code < 0x7f) || (code > 0x9f && code < 0xd800);
    if (!isPlain) return !NO_TEXT.test(value);
  }
  return true;
}
