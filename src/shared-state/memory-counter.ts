import { checkHit, type Counter, type OpenWindow } from './counter.js';

interface Window {
  sum: number;
  readonly endsAt: number;
}

/** Below this size finished windows are not worth looking for. */
const FIRST_SWEEP = 1024;

/**
 * Counts in this process. A restart forgets: with one process that is a few seconds of cap, and it is in the
 * audit log.
 */
export class MemoryCounter implements Counter {
  private readonly windows = new Map<string, Window>();
  private sweepAt = FIRST_SWEEP;

  /** @param now milliseconds; must not run backwards */
  constructor(private readonly now: () => number = () => performance.now()) {}

  async hit(key: string, windowSeconds: number, weight = 1): Promise<number> {
    checkHit(windowSeconds, weight);
    const now = this.now();
    const current = this.windows.get(key);
    if (current !== undefined && now < current.endsAt) return (current.sum += weight);
    if (this.windows.size >= this.sweepAt) this.sweep(now);
    this.windows.set(key, { sum: weight, endsAt: now + windowSeconds * 1000 });
    return weight;
  }

  async read(key: string): Promise<OpenWindow | null> {
    const current = this.windows.get(key);
    const now = this.now();
    return current === undefined || now >= current.endsAt
      ? null
      : { sum: current.sum, left: current.endsAt - now };
  }

  async close(): Promise<void> {
    this.windows.clear();
  }

  /** Doubling the mark keeps the cost of sweeping constant per hit. */
  private sweep(now: number): void {
    for (const [key, window] of this.windows) if (now >= window.endsAt) this.windows.delete(key);
    this.sweepAt = Math.max(FIRST_SWEEP, this.windows.size * 2);
  }
}
