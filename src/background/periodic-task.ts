export interface PeriodicTaskOptions {
  /** The work. A rejection is told and tried again; the signal is aborted when the task is closed. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Milliseconds from the end of a run to the beginning of the next; `failed` says how that run ended. */
  readonly every: number | ((failed: boolean) => number);
  /** Told once when runs begin to fail, and again (null) when one succeeds. Absent: the work tells its own faults. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Work that is done again and again beside the answers. A run never overlaps another, and no fault ends the
 * series. Nothing here keeps the process alive.
 */
export class PeriodicTask {
  private timer: NodeJS.Timeout | null = null;
  /** When the timer fires (milliseconds, monotonic). */
  private due = 0;
  private started = false;
  private failing = false;
  /** The end of the newest run; never rejects. */
  private last: Promise<void> = Promise.resolve();
  /** A run that was asked for and has not begun: it serves everybody who asks before it does. */
  private next: Promise<void> | null = null;
  private readonly stop = new AbortController();

  constructor(private readonly options: PeriodicTaskOptions) {}

  /** Begins the series, with the first run after so many milliseconds. Default: after one pause. */
  start(wait = this.pause()): void {
    this.started = true;
    this.arm(wait);
  }

  /**
   * Runs once, behind the run under way, which may have begun too early to see what is asked for. Resolves when
   * that run has ended, rejects with its fault; resolves without a run where the task is closed before. Works
   * without `start` as well.
   */
  now(): Promise<void> {
    if (this.next !== null) return this.next;
    const run = this.last.then(() => {
      this.next = null;
      return this.attempt();
    });
    this.next = run;
    this.last = run.catch(() => undefined);
    return run;
  }

  /** Brings the next run forward to so many milliseconds from now, never back. Nothing before `start`. */
  soon(wait = 0): void {
    if (this.started) this.arm(wait);
  }

  /** Begins no further run, aborts the signal of the one under way and resolves when that has ended. */
  async close(): Promise<void> {
    this.stop.abort();
    this.disarm();
    await this.last;
  }

  private arm(wait: number): void {
    const due = performance.now() + wait;
    if (this.stop.signal.aborted || (this.timer !== null && this.due <= due)) return;
    this.disarm();
    this.due = due;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.now();
    }, wait).unref();
  }

  private disarm(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async attempt(): Promise<void> {
    const { signal } = this.stop;
    if (signal.aborted) return;
    try {
      await this.options.run(signal);
      if (this.failing) this.tell(null);
      this.failing = false;
    } catch (error) {
      // What ends because the task is closed has not failed.
      if (!this.failing && !signal.aborted) this.tell(error);
      this.failing = true;
      throw error;
    } finally {
      if (this.started) this.arm(this.pause());
    }
  }

  private pause(): number {
    const { every } = this.options;
    return typeof every === 'number' ? every : every(this.failing);
  }

  private tell(error: unknown): void {
    try {
      this.options.onFault?.(error);
    } catch {
      // Whoever cannot take the news must not end the work it is about.
    }
  }
}
