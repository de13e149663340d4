/** Of one reading of several keys: those who asked for them wait for it together. */
interface Reading {
  readonly keys: string[];
  readonly done: Promise<void>;
}

/**
 * Reads each key once. What is asked for in one go is read in one go, by however many it is asked: until what runs now
 * has come to rest. As a DataLoader without its promise for each key and each time: a list asks for hundreds of persons
 * at once, and for most of them once more.
 */
export class SharedReading<Value> {
  private readonly values = new Map<string, Value | Error>();
  private readonly readings = new Map<string, Reading>();
  private next: Reading | null = null;

  /** @param read in the order and number of the keys; an error in the place of a value is that key's alone */
  constructor(private readonly read: (keys: readonly string[]) => Promise<readonly (Value | Error)[]>) {}

  /** In the order of the keys. Rejects with the error of any; what failed as a whole is read anew when it is asked for again. */
  async of(keys: readonly string[]): Promise<readonly Value[]> {
    const readings = new Set<Reading>();
    for (const key of keys) if (!this.values.has(key)) readings.add(this.readingOf(key));
    for (const { done } of readings) await done;
    return keys.map((key) => {
      const value = this.values.get(key);
      if (value instanceof Error) throw value;
      return value as Value;
    });
  }

  private readingOf(key: string): Reading {
    const known = this.readings.get(key);
    if (known !== undefined) return known;
    const reading = (this.next ??= this.begin());
    reading.keys.push(key);
    this.readings.set(key, reading);
    return reading;
  }

  private begin(): Reading {
    const keys: string[] = [];
    const atRest = new Promise<void>((resolve) => {
      // A tick that is queued from a microtask comes when all of them are through.
      void Promise.resolve().then(() => process.nextTick(resolve));
    });
    const done = atRest.then(() => this.carryOut(keys));
    // Whoever waits for it hears of a failure, each behind those it waits for before.
    done.catch(() => undefined);
    return { keys, done };
  }

  private async carryOut(keys: readonly string[]): Promise<void> {
    this.next = null;
    try {
      const values = await this.read(keys);
      keys.forEach((key, at) => this.values.set(key, values[at] as Value | Error));
    } finally {
      for (const key of keys) this.readings.delete(key);
    }
  }
}
