import type { LegacyDatabase } from './database.js';

/** What was read from the whole of a file, and the file as it was then. */
interface Kept<Value> {
  readonly version: string;
  readonly asked: readonly string[];
  readonly value: Value;
}

/**
 * Something that nearly every question needs and that comes to the same as long as nothing in the file has changed: the
 * newest of it is kept, and asked for anew where the file is another, was written to, or does not say so at once. Of one
 * question only, and never of whomever a user asks about.
 */
export class Standing<Value> {
  private kept: Kept<Value> | null = null;

  constructor(private readonly database: Pick<LegacyDatabase, 'version'>) {}

  /** @param asked all that it depends on beside the file */
  async of(asked: readonly string[], signal: AbortSignal, read: () => Promise<Value>): Promise<Value> {
    const version = await this.database.version(signal);
    const known = this.find(asked, version);
    if (known !== null) return known.value;
    const value = await read();
    await this.keep({ version, asked, value }, signal);
    return value;
  }

  /** null: it has to be read, and may be kept then. */
  find(asked: readonly string[], version: string | null): { readonly value: Value } | null {
    const { kept } = this;
    return kept !== null && kept.version === version && areSame(kept.asked, asked) ? kept : null;
  }

  /** Keeps what was read, unless something was changed while it was. */
  async keep(
    { version, asked, value }: { readonly version: string | null } & Omit<Kept<Value>, 'version'>,
    signal: AbortSignal,
  ): Promise<void> {
    const isWhole = version !== null && version === (await this.database.version(signal));
    this.kept = isWhole ? { version, asked, value } : null;
  }
}

function areSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, at) => text === other[at]);
}
