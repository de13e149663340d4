export interface ProtectionWatchOptions {
  /** Carries support measures over from the registry; as often as one likes. */
  readonly cover: (signal: AbortSignal) => Promise<void>;
  /** Told once when it fails, and again (null) when it succeeds. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds to the next time, after a success and after a failure. */
  readonly every?: { readonly done: number; readonly failed: number };
}

const EVERY = { done: 3_600_000, failed: 10_000 };

/**
 * Support measures begin, are renewed and are noted late: at the start, and each hour from then on, the
 * intermediate server is brought up to the registry (R202). Beside the reconciler and not in its turns: it asks
 * about every protected person, and no answer should wait for that.
 */
export class ProtectionWatch {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();
  private failing = false;
  private readonly stop = new AbortController();

  constructor(private readonly options: ProtectionWatchOptions) {}

  start(): void {
    this.schedule(0);
  }

  async close(): Promise<void> {
    this.stop.abort();
    if (this.timer !== null) clearTimeout(this.timer);
    await this.looking;
  }

  private schedule(wait: number): void {
    if (this.stop.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.looking = this.look();
    }, wait).unref();
  }

  private async look(): Promise<void> {
    const { cover, onFault, every = EVERY } = this.options;
    try {
      await cover(this.stop.signal);
      if (this.failing) onFault(null);
      this.failing = false;
    } catch (error) {
      if (!this.failing && !this.stop.signal.aborted) onFault(error);
      this.failing = true;
    }
    this.schedule(this.failing ? every.failed : every.done);
  }
}
