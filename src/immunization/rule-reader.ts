import { parsePlainDate, requirePlainDate, type PlainDate } from '../calendar/plain-date.js';
import { StrictReader } from '../json/strict-reader.js';

const STAND_IN = requirePlainDate('1900-01-01');

/** Reads one object of the schedule. */
export class RuleReader extends StrictReader {
  has(name: string): boolean {
    return this.value[name] !== undefined;
  }

  textOrNull(name: string): string | null {
    return this.has(name) ? this.text(name) : null;
  }

  /** A whole number of at least 0. */
  count(name: string): number {
    const value = this.take(name);
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    this.fault(`${name} must be a whole number`);
    return 0;
  }

  counts(name: string): readonly number[] {
    return this.list(name).filter((item): item is number => {
      const isCount = typeof item === 'number' && Number.isInteger(item) && item >= 0;
      if (!isCount) this.fault(`${name} must hold whole numbers`);
      return isCount;
    });
  }

  oneOf<Term extends string>(name: string, terms: readonly [Term, ...Term[]]): Term {
    const value = this.take(name);
    const term = terms.find((candidate) => candidate === value);
    if (term === undefined) this.fault(`${name} must be one of ${terms.join(', ')}`);
    return term ?? terms[0];
  }

  day(name: string): PlainDate {
    const value = this.take(name);
    const day = typeof value === 'string' ? parsePlainDate(value) : null;
    if (day === null) this.fault(`${name} must be a day of the calendar, YYYY-MM-DD`);
    return day ?? STAND_IN;
  }

  /** Left out, or null. */
  dayOrNull(name: string): PlainDate | null {
    if (this.has(name) && this.value[name] !== null) return this.day(name);
    this.take(name);
    return null;
  }

  object(name: string): RuleReader {
    return new RuleReader(this.take(name), `${this.where}.${name}`, this.faults);
  }

  objectOrNull(name: string): RuleReader | null {
    return this.has(name) ? this.object(name) : null;
  }

  objects(name: string): readonly RuleReader[] {
    return this.list(name).map(
      (item, index) => new RuleReader(item, `${this.where}.${name}[${index}]`, this.faults),
    );
  }

  keys(): readonly string[] {
    return [...this.left];
  }
}
