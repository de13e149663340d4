import type { ActContent } from '../acts/act-content.js';
import { ActDesk } from '../acts/act-desk.js';
import type { ActRow } from '../acts/act-row.js';
import type { ReviewFacts, ReviewLog } from './review-log.js';
import type { ReviewWrite } from './review-rows.js';
import type { ReviewStore } from './review-store.js';
import type { ReviewAction } from './review-terms.js';
import { reviewFault, type ReviewFault } from './review-texts.js';

export interface ReviewActsParts {
  readonly store: ReviewStore;
  readonly log: ReviewLog;
  /** Id of the request; null for a command. */
  readonly request: string | null;
  readonly account: string;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
}

/** How every act is asked for. */
export interface ActInput {
  readonly idempotencyKey: string;
  readonly validateOnly: boolean;
}

interface ReviewWork {
  /** Keyed pseudonyms of whom it is about. */
  readonly subjects: readonly string[];
  /** Everything against it, asked for a new act alone. */
  readonly faults: () => Promise<readonly ReviewFault[]>;
  readonly write: (id: string) => Promise<ReviewWrite>;
}

/** What an act came to: its id, or why it was not done; null where it was only to be looked at. */
export interface ReviewOutcome {
  readonly id: string | null;
  readonly faults: readonly ReviewFault[];
}

/** Acts on the review, each once under its client's key, whatever breaks off. */
export class ReviewActs {
  private readonly desk: ActDesk<ReviewAction, ReviewFacts, ReviewWrite, ReviewFault>;

  constructor(private readonly parts: ReviewActsParts) {
    this.desk = new ActDesk({ ...parts, fault: reviewFault });
  }

  async act(
    action: ReviewAction,
    asked: ActInput,
    input: ActContent,
    work: ReviewWork,
  ): Promise<ReviewOutcome> {
    const { idempotencyKey, validateOnly } = asked;
    const { row, faults } = await this.desk.act(
      { action, idempotencyKey, validateOnly, input },
      {
        judge: work.faults,
        beside: work.write,
        facts: (id) => this.factsOf(action, id, work),
        carry: async (begun) => ({ value: null, result: await finishAct(this.parts, begun) }),
      },
    );
    return { id: row && row.requestId, faults };
  }

  private factsOf(act: ReviewAction, id: string, { subjects }: ReviewWork): ReviewFacts {
    const { request, account } = this.parts;
    return { act, id, request, account, case: null, subjects };
  }
}

/**
 * Does what was begun, and says for the log what it came to. A signature that broke off between its REVIEW and its row
 * is sealed a second time under the same id, which is read as one.
 */
export async function finishAct(
  { store, log }: Pick<ReviewActsParts, 'store' | 'log'>,
  { action, requestId }: ActRow,
): Promise<string> {
  if (action === 'classifyFinding') return (await store.verdictOfAct(requestId))?.verdict ?? 'VOID';
  const signature = await store.signatureOfAct(requestId);
  if (signature === null) return 'VOID';
  if (signature.record !== null) return signature.record;
  const record = await log.sign(signature);
  await store.sealed(requestId, record);
  return record;
}
