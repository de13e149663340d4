import type { ActRow } from '../acts/act-row.js';
import { IdempotentActs, newRequestId, type IdempotentAct } from '../acts/idempotent-acts.js';
import type { ActContent } from '../acts/act-content.js';
import type { ReviewFacts, ReviewLog } from './review-log.js';
import type { ReviewWrite } from './review-rows.js';
import { ReviewConflict, type ReviewStore } from './review-store.js';
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
  private readonly acts: IdempotentActs<ReviewAction, ReviewFacts, ReviewWrite>;

  constructor(private readonly parts: ReviewActsParts) {
    this.acts = new IdempotentActs(parts.store, parts.log, parts.now);
  }

  /** Judged, then in this order: intent sealed, key taken and written at once, done, outcome sealed, told. */
  async act(
    action: ReviewAction,
    { idempotencyKey: key, validateOnly }: ActInput,
    input: ActContent,
    work: ReviewWork,
  ): Promise<ReviewOutcome> {
    const act: IdempotentAct<ReviewAction> = { action, account: this.parts.account, key, input };
    const known = await this.acts.find(act);
    if (known === 'REUSED') return refused('KEY_REUSED', 'idempotencyKey');
    if (known === 'NEW') {
      const faults = await work.faults();
      if (faults.length > 0 || validateOnly) return { id: null, faults };
    } else if (validateOnly) return { id: null, faults: [] };
    const begun = known === 'NEW' ? await this.begin(act, work) : known;
    if ('faults' in begun) return begun;
    if (begun.outcome !== null) return { id: begun.requestId, faults: [] };
    const { store, log } = this.parts;
    await this.acts.carryOut(begun, this.factsOf(action, begun.requestId, work), {
      refusalOf: (error): never => {
        throw error;
      },
      work: async () => ({ value: null, result: await finishAct({ store, log }, begun) }),
    });
    return { id: begun.requestId, faults: [] };
  }

  private async begin(act: IdempotentAct<ReviewAction>, work: ReviewWork): Promise<ActRow | ReviewOutcome> {
    const id = newRequestId();
    const facts = this.factsOf(act.action, id, work);
    const write = await work.write(id);
    try {
      const begun = await this.acts.begin(act, id, facts, write);
      return begun.is === 'REUSED' ? refused('KEY_REUSED', 'idempotencyKey') : begun.row;
    } catch (error) {
      if (!(error instanceof ReviewConflict)) throw error;
      await this.parts.log.close(facts, error.code);
      return refused(error.code);
    }
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

function refused(code: ReviewFault['code'], field: string | null = null): ReviewOutcome {
  return { id: null, faults: [reviewFault(code, field)] };
}
