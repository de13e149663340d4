import type { DetectorRules } from '../policy/detector-rules.js';
import type { IndexedEvent, OpenIntent, Span } from '../audit/index/access-index.js';
import type { AccountFacts, PeopleFacts } from './facts.js';
import type { ReviewedOperation } from './reviewed-operation.js';

/** Everything done in a span, and what is known about those who did it and those it was done to. */
export interface ReviewPeriod {
  /** Whole days in Japan. */
  readonly span: Span;
  readonly operations: readonly ReviewedOperation[];
  readonly events: readonly IndexedEvent[];
  /** What was done before the span and is still counted on its first days (`windowDays`), oldest first. */
  readonly before: readonly ReviewedOperation[];
  /** Those that grew old (`openIntentMinutes`) within the span. */
  readonly openIntents: readonly OpenIntent[];
  /** When the newest record of the log was sealed that was there to be read, by the log's own clock; UTC. */
  readonly readUpTo: string;
  readonly people: PeopleFacts;
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  /** Days on which each account did anything, as far back as a use still counts (`dormantDays`). */
  readonly activeOn: ReadonlyMap<string, ReadonlySet<string>>;
  readonly rules: DetectorRules;
}
