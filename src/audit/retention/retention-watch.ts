import { DAY_MILLISECONDS, dayInJapan } from '../../calendar/japan-time.js';
import { heldSegments, type RetentionScope } from './purge.js';

export interface RetentionWatchOptions {
  /** Read anew at each look: policy and directory change. */
  readonly scope: () => RetentionScope;
  /** Pause between two looks, in milliseconds. Default: a day. */
  readonly every?: number;
  /** Told how many segments are overdue, at each look that finds some. */
  readonly onOverdue: (segments: number) => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * Raises the alarm for what is kept beyond its term (R134: 「漫然と保存してリスクを抱え込む」). Reads no
 * segment younger than the shortest term.
 */
export class RetentionWatch {
  private overdueSegments = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: RetentionWatchOptions) {
    this.timer = setInterval(() => void this.look(), options.every ?? DAY_MILLISECONDS).unref();
  }

  /** Segments found overdue at the last look. */
  overdue(): number {
    return this.overdueSegments;
  }

  async look(now: Date = new Date()): Promise<void> {
    const scope = this.options.scope();
    const today = dayInJapan(now.toISOString());
    const latest = dayInJapan(
      new Date(now.getTime() - scope.retention.purgeWithinDays * DAY_MILLISECONDS).toISOString(),
    );
    try {
      let overdue = 0;
      for await (const { due } of heldSegments(scope, today)) if (due < latest) overdue += 1;
      this.overdueSegments = overdue;
      if (overdue > 0) this.options.onOverdue(overdue);
    } catch (error) {
      this.options.onFault(error);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
  }
}
