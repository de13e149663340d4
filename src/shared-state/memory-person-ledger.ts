import type { PersonLedger, PersonLimit, PersonTally, PersonWindow } from './person-ledger.js';

interface Window {
  readonly persons: Set<string>;
  readonly endsAt: number;
}

/**
 * Remembers in this process: one set for each account and purpose in use, gone with its window. A restart forgets.
 */
export class MemoryPersonLedger implements PersonLedger {
  private readonly windows = new Map<string, Window>();

  /** @param now milliseconds; must not run backwards */
  constructor(private readonly now: () => number = () => performance.now()) {}

  async enter(
    key: string,
    persons: ReadonlySet<string>,
    { cap, windowSeconds }: PersonLimit,
  ): Promise<PersonTally> {
    const { persons: seen } = this.window(key, windowSeconds);
    let distinct = seen.size;
    for (const person of persons) if (!seen.has(person)) distinct += 1;
    if (distinct > cap) return { entered: false, distinct: seen.size };
    for (const person of persons) seen.add(person);
    return { entered: true, distinct };
  }

  async fill(key: string, persons: ReadonlySet<string>, { cap, windowSeconds }: PersonLimit): Promise<void> {
    const { persons: seen } = this.window(key, windowSeconds);
    for (const person of persons) if (seen.size < cap) seen.add(person);
  }

  async read(key: string): Promise<PersonWindow | null> {
    const current = this.windows.get(key);
    const now = this.now();
    return current === undefined || now >= current.endsAt
      ? null
      : { distinct: current.persons.size, left: current.endsAt - now };
  }

  async close(): Promise<void> {
    this.windows.clear();
  }

  private window(key: string, windowSeconds: number): Window {
    const now = this.now();
    const current = this.windows.get(key);
    if (current !== undefined && now < current.endsAt) return current;
    for (const [other, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(other);
    const opened = { persons: new Set<string>(), endsAt: now + windowSeconds * 1000 };
    this.windows.set(key, opened);
    return opened;
  }
}
