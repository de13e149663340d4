/**
 * Reads one object of a data file strictly and goes on after a fault: a missing, misspelt or surplus key is a
 * fault, because an ignored one would be believed. What kinds of value a file has is for its own reader to add.
 */
export abstract class StrictReader {
  /** Keys nobody has read yet. */
  protected readonly left: Set<string>;
  protected readonly value: Readonly<Record<string, unknown>>;

  constructor(
    value: unknown,
    readonly where: string,
    protected readonly faults: string[],
  ) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) faults.push(`${where}: must be an object`);
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

  number(name: string): number {
    const value = this.take(name);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.fault(`${name} must be a number`);
    return NaN;
  }

  flag(name: string): boolean {
    const value = this.take(name);
    if (typeof value !== 'boolean') this.fault(`${name} must be true or false`);
    return value === true;
  }

  /** Call last. */
  nothingElse(): void {
    for (const name of this.left) this.fault(`unknown key ${name}`);
  }

  protected list(name: string): readonly unknown[] {
    const value = this.take(name);
    if (Array.isArray(value)) return value;
    this.fault(`${name} must be a list`);
    return [];
  }

  protected take(name: string): unknown {
    this.left.delete(name);
    return this.value[name];
  }
}
