import type { ActDesk } from '../acts/act-desk.js';
import type { IdempotentActs } from '../acts/idempotent-acts.js';
import type { LinkageFacts } from './linkage-log.js';
import type { RequestRow } from './rows.js';
import type { LinkageFault } from './views.js';

export type LinkageAction =
  'requestInformation' | 'approveProvision' | 'rejectProvision' | 'setNonDisclosure' | 'registerCopies';

/** The acts of the exchange. */
export type LinkageDesk = ActDesk<LinkageAction, LinkageFacts, RequestRow | null, LinkageFault>;

/** Of an inquiry: it has its row beside it, goes on by itself once that is there, and ends when its answer has come. */
export type LinkageActs = IdempotentActs<LinkageAction, LinkageFacts, RequestRow>;
