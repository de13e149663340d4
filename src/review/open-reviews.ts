import type { AuditLog } from '../audit/audit-log.js';
import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import { PeriodicTask } from '../background/periodic-task.js';
import type { Clock } from '../calendar/clock.js';
import type { DatabaseUrl } from '../database/database-url.js';
import { ReviewLog } from './review-log.js';
import { ReviewMaker, SHOWN_MS } from './review-maker.js';
import type { MadeReport, ReportOrder } from './review-here.js';
import type { ReportDays } from './review-maker.js';
import { resumeReviewActs } from './review-recovery.js';
import { ReviewStore } from './review-store.js';

interface ReviewOptions {
  readonly url: DatabaseUrl;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Who brings acts to their end. Default: this process. */
  readonly duty?: Duty;
  readonly make: (
    days: ReportDays,
    reports: readonly ReportOrder[],
    signal: AbortSignal,
  ) => Promise<readonly MadeReport[]>;
  /** What is made before anybody asks, and milliseconds from the start to the first time. */
  readonly ahead: () => { readonly days: ReportDays; readonly reports: readonly ReportOrder[] };
  readonly firstAhead?: number;
  /** Told once when acts cannot be brought to their end, and again (null) when they can. */
  readonly onFault: (error: unknown) => void;
}

export interface OpenReviews {
  readonly store: ReviewStore;
  readonly log: ReviewLog;
  readonly maker: ReviewMaker;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  readonly close: () => Promise<void>;
}

/** Milliseconds between looks for acts that another process left behind. */
const EVERY = 60_000;
/** Milliseconds: while the last ones are still shown. A reading goes through registry and log, in a thread. */
const AHEAD = { first: 5_000, every: SHOWN_MS - 10 * 60_000 };

/** Verdicts and signatures, with what a crash left of them brought to its end before anybody asks. */
export async function openReviews({
  url,
  audit,
  clock,
  make,
  ahead,
  firstAhead = AHEAD.first,
  onFault,
  duty = ALONE,
}: ReviewOptions): Promise<OpenReviews> {
  const store = await ReviewStore.open({ url });
  const log = new ReviewLog(audit, audit.writer);
  const maker = new ReviewMaker({ make, now: () => clock.now() });
  const now = () => clock.now().toISOString();
  const watch = new DutyTask(duty, 'reviews', {
    run: async () => void (await resumeReviewActs({ store, log, now }, 'ABANDONED')),
    every: EVERY,
    onFault,
  });
  if (duty.isOurs()) await resumeReviewActs({ store, log, now }).catch(onFault);
  watch.start();
  // Of each process for itself, which keeps what it made. What fails is told to whoever asks then.
  const preparing = new PeriodicTask({
    run: () => {
      const { days, reports } = ahead();
      return maker.makeAhead(days, reports);
    },
    every: AHEAD.every,
  });
  preparing.start(firstAhead);
  return {
    ...{ store, log, maker, now },
    close: async () => {
      await watch.close();
      // A report under way is broken off, else its end would be waited for.
      await Promise.all([maker.close(), preparing.close()]);
      await store.close();
    },
  };
}
