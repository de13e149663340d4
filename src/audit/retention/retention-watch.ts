import { PeriodicTask } from '../../background/periodic-task.js';
import { DAY_MILLISECONDS, dayInJapan } from '../../calendar/japan-time.js';
import { heldSegments, type RetentionScope } from './purge.js';

export interface RetentionWatchOptions {
  /** Read anew at each check: policy and directory change. */
  readonly scope: () => RetentionScope;
  /** By what the terms end. Default: the machine's clock. */
  readonly now?: () => Date;
  /** Pause between two checks, in milliseconds. Default: a day. */
  readonly every?: number;
  /** Told how many segments are overdue, at each check that finds some: once a day is a reminder, not noise. */
  readonly onOverdue: (segments: number) => void;
  /** Told at each check that fails, likewise. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Raises the alarm for what is kept beyond its term (R134: 「漫然と保存してリスクを抱え込む」). Reads no
 * segment younger than the shortest term.
 */
export class RetentionWatch {
  private overdueSegments = 0;
  private readonly checks: PeriodicTask;

  constructor(private readonly options: RetentionWatchOptions) {
    const { every = DAY_MILLISECONDS, now = () => new Date() } = options;
    this.checks = new PeriodicTask({ run: (signal) => this.check(now(), signal), every });
  }

  /** Checks at once, and after each pause from then on. */
  start(): void {
    this.checks.start(0);
  }

  /** Segments found overdue at the last check. */
  overdue(): number {
    return this.overdueSegments;
  }

  async check(now: Date = new Date(), signal?: AbortSignal): Promise<void> {
    try {
      const scope = this.options.scope();
      const today = dayInJapan(now.toISOString());
      const latest = dayInJapan(
        new Date(now.getTime() - scope.retention.purgeWithinDays * DAY_MILLISECONDS).toISOString(),
      );
      let overdue = 0;
      for await (const { due } of heldSegments(scope, today)) {
        // Years of a log are long to read, and the gateway is to stop.
        if (signal?.aborted === true) return;
        if (due < latest) overdue += 1;
      }
      this.overdueSegments = overdue;
      if (overdue > 0) this.options.onOverdue(overdue);
    } catch (error) {
      this.options.onFault(error);
    }
  }

  close(): Promise<void> {
    return this.checks.close();
  }
}
