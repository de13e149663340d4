import { join } from 'node:path';
import type { AuditLog } from '../audit/audit-log.js';
import type { Indexing } from '../audit/index/indexing.js';
import { runInThread } from '../background/run-in-thread.js';
import type { Clock } from '../calendar/clock.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import type { LoadedPolicy } from '../policy/load.js';
import { openReviews, type OpenReviews } from '../review/open-reviews.js';
import { termsOf } from '../review/read-report-source.js';
import { monthAhead } from '../review/month-ahead.js';
import { makeReports, type MadeReport, type ReviewOrder } from '../review/review-here.js';
import type { StaffIndex } from '../staff/staff-index.js';
import type { GatewayOptions } from './gateway-options.js';
import { indexUrl } from './open-access-index.js';
import { secretFile } from './open-log-keys.js';

interface DeskOrder {
  readonly audit: AuditLog;
  readonly indexing: Pick<Indexing, 'catchUp'>;
  readonly clock: Clock;
  /** In force now. */
  readonly policy: () => LoadedPolicy;
  readonly staff: () => StaffIndex;
  readonly onFault: (error: unknown) => void;
}

/** The periodic review, whose reports are made in a thread of their own. */
export function openReviewDesk(
  { settings, staff: residentStaff, indexInProcess = false, aheadMs }: GatewayOptions,
  { audit, indexing, clock, policy, staff, onFault }: DeskOrder,
): Promise<OpenReviews> {
  const program = join(__dirname, '..', 'review', 'review-thread.js');
  return openReviews({
    ...{ url: settings.store, audit, clock, onFault, firstAhead: aheadMs },
    ahead: () => monthAhead(staff().rows.contracts, clock.today()),
    make: async ({ from, to }, reports, signal) => {
      await indexing.catchUp();
      const order: ReviewOrder = {
        ...{ from, to, reports },
        ...{ madeOn: clock.today(), directory: settings.auditDirectory, secret: settings.auditSecret },
        ...{ keyFile: secretFile(settings), index: indexUrl(settings), registry: settings.sources.registry },
        ...{ staff: staff().rows, residentStaff, terms: termsOf(policy()) },
      };
      const made = indexInProcess
        ? makeReports(order)
        : runInThread<readonly MadeReport[]>(program, order, signal);
      return made.catch((error: unknown) => {
        throw toGatewayError(error);
      });
    },
  });
}
