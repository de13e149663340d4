/** Reads a policy table strictly: a missing, misspelt or surplus key is a fault, because an ignored one would be believed. */
export class JsonReader {
  private readonly left: Set<string>;
  private readonly value: Readonly<Record<string, unknown>>;

  constructor(
    value: unknown,
    private readonly where: string,
    private readonly faults: string[],
  ) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) faults.push(`${where}: is not an object`);
    this.value = isObject ? (value as Record<string, unknown>) : {};
    this.left = new Set(Object.keys(this.value));
  }

  fault(text: string): void {
    this.faults.push(`${this.where}: ${text}`);
  }

  text(name: string): string {
    const value = this.take(name);
    if (typeof value === 'string' && value !== '') return value;
    this.fault(`${name} must be a text`);
    return '';
  }

  flag(name: string): boolean {
    const value = this.take(name);
    if (typeof value !== 'boolean') this.fault(`${name} must be true or false`);
    return value === true;
  }

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
    if (typeof value === 'string' && isDay(value)) return value;
    this.fault(`${name} must be a day, YYYY-MM-DD`);
    return '';
  }

  dayOrNull(name: string): string | null {
    if (this.value[name] !== null) return this.day(name);
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

  /** Call last. */
  nothingElse(): void {
    for (const name of this.left) this.fault(`unknown key ${name}`);
  }

  private list(name: string): readonly unknown[] {
    const value = this.take(name);
    if (Array.isArray(value)) return value;
    this.fault(`${name} must be a list`);
    return [];
  }

  private take(name: string): unknown {
    this.left.delete(name);
    return this.value[name];
  }
}

const isDay = (text: string): boolean => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** Parses a table, or names the file and says that it is no JSON. */
export function parseTable(file: string, text: string, faults: string[]): JsonReader {
  try {
    return new JsonReader(JSON.parse(text), file, faults);
  } catch {
    faults.push(`${file}: is not valid JSON`);
    return new JsonReader({}, file, faults);
  }
}
