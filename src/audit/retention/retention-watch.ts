import { PeriodicTask } from '../../background/periodic-task.js';
import { DAY_MILLISECONDS, dayInJapan } from '../../calendar/japan-time.js';
import { heldSegments, type RetentionScope } from './purge.js';

export interface RetentionWatchOptions {
  /** Read anew at each look: policy and directory change. */
  readonly scope: () => RetentionScope;
  /** Pause between two looks, in milliseconds. Default: a day. */
  readonly every?: number;
  /** Told how many segments are overdue, at each look that finds some: once a day is a reminder, not noise. */
  readonly onOverdue: (segments: number) => void;
  /** Told at each look that fails, likewise. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Raises the alarm for what is kept beyond its term (R134: 「漫然と保存してリスクを抱え込む」). Reads no
 * segment younger than the shortest term.
 */
export class RetentionWatch {
  private overdueSegments = 0;
  private readonly looks: PeriodicTask;

  constructor(private readonly options: RetentionWatchOptions) {
    const { every = DAY_MILLISECONDS } = options;
    this.looks = new PeriodicTask({ run: (signal) => this.look(new Date(), signal), every });
  }

  /** Looks at once, and after each pause from then on. */
  start(): void {
    this.looks.start(0);
  }

  /** Segments found overdue at the last look. */
  overdue(): number {
    return this.overdueSegments;
  }

  async look(now: Date = new Date(), signal?: AbortSignal): Promise<void> {
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
    return this.looks.close();
  }
}
