import { isPlainDate } from '../calendar/plain-date.js';
import { StrictReader } from './strict-reader.js';

/** Reads a policy table. */
export class JsonReader extends StrictReader {
  texts(name: string): readonly string[] {
    return this.list(name).filter((item): item is string => {
      if (typeof item !== 'string') this.fault(`${name} must hold texts`);
      return typeof item === 'string';
    });
  }

  oneOf<Term extends string>(name: string, terms: readonly Term[]): Term | null {
    const value = this.take(name);
    const term = terms.find((candidate) => candidate === value);
    if (term === undefined) this.fault(`${name} must be one of ${terms.join(', ')}`);
    return term ?? null;
  }

  /** A calendar day `YYYY-MM-DD`; such texts compare as days do. */
  day(name: string): string {
    const value = this.take(name);
    if (typeof value === 'string' && isPlainDate(value)) return value;
    this.fault(`${name} must be a day, YYYY-MM-DD`);
    return '';
  }

  dayOrNull(name: string): string | null {
    if (this.value[name] !== null) return this.day(name);
    this.take(name);
    return null;
  }

  textOrNull(name: string): string | null {
    if (this.value[name] !== null) return this.text(name);
    this.take(name);
    return null;
  }

  /** One object within this one. */
  object(name: string): JsonReader {
    return new JsonReader(this.take(name), `${this.where}: ${name}`, this.faults);
  }

  objectOrNull(name: string): JsonReader | null {
    if (this.value[name] !== null) return this.object(name);
    this.take(name);
    return null;
  }

  /** A list of objects, each read by a reader of its own. */
  objects(name: string): readonly JsonReader[] {
    return this.list(name).map(
      (item, index) => new JsonReader(item, `${this.where}.${name}[${index}]`, this.faults),
    );
  }

  /** Every key of this object, each read as an object: tables are keyed by name. */
  entries(): readonly (readonly [string, JsonReader])[] {
    return [...this.left].map((name) => [
      name,
      new JsonReader(this.take(name), `${this.where}: ${name}`, this.faults),
    ]);
  }
}

/** Parses a table, or names the file and says that it is no JSON. */
export function parseTable(file: string, text: string, faults: string[]): JsonReader {
  try {
    return new JsonReader(JSON.parse(text), file, faults);
  } catch {
    faults.push(`${file}: is not valid JSON`);
    return new JsonReader({}, file, faults);
  }
}
