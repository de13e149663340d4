import type { CursorCodec } from '../paging/cursor.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';
import type { CaseLog } from './case-log.js';
import type { CaseStore } from './case-store.js';

/** What cases for one request are made of. */
export interface DeskParts {
  readonly store: CaseStore;
  readonly log: CaseLog;
  /** Id of the request. */
  readonly request: string;
  readonly principal: Principal;
  /** Number of the case that the request names. */
  readonly caseNumber: string | null;
  readonly policy: Pick<LoadedPolicy, 'cases' | 'requirements' | 'purposes' | 'grants'>;
  /** The caller's own. */
  readonly cursors: CursorCodec;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
}
