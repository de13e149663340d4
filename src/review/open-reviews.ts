import type { AuditLog } from '../audit/audit-log.js';
import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import type { Clock } from '../calendar/clock.js';
import type { DatabaseUrl } from '../database/database-url.js';
import { ReviewLog } from './review-log.js';
import { ReviewMaker } from './review-maker.js';
import type { MadeReport } from './review-here.js';
import type { ReportAsked } from './review-maker.js';
import { resumeReviewActs } from './review-recovery.js';
import { ReviewStore } from './review-store.js';

interface ReviewOptions {
  readonly url: DatabaseUrl;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Who brings acts to their end. Default: this process. */
  readonly duty?: Duty;
  readonly make: (asked: ReportAsked, signal: AbortSignal) => Promise<MadeReport>;
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

/** Verdicts and signatures, with what a crash left of them brought to its end before anybody asks. */
export async function openReviews({
  url,
  audit,
  clock,
  make,
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
  return {
    ...{ store, log, maker, now },
    close: async () => {
      await watch.close();
      await maker.close();
      await store.close();
    },
  };
}
