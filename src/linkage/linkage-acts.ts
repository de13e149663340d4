import type { IdempotentActs } from '../acts/idempotent-acts.js';
import type { LinkageFacts } from './linkage-log.js';
import type { RequestRow } from './rows.js';

export type LinkageAction =
  'requestInformation' | 'approveProvision' | 'rejectProvision' | 'setNonDisclosure' | 'registerCopies';

/** The acts of the exchange; an inquiry has its row beside it, and goes on by itself once that is there. */
export type LinkageActs = IdempotentActs<LinkageAction, LinkageFacts, RequestRow>;
