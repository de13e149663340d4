import { IdempotentActs, newRequestId, type IdempotentAct, type Known } from '../acts/idempotent-acts.js';
import type { ActContent } from '../acts/act-content.js';
import type { ActRow } from '../acts/act-row.js';
import type { ActInput, CaseResult } from './case-access.js';
import { CaseConflict } from './case-conflict.js';
import type { CaseFacts, CaseLog } from './case-log.js';
import { refused } from './case-results.js';
import type { CaseWrite } from './case-rows.js';
import type { CaseStore, MakeWrite } from './case-store.js';
import type { CaseAction } from './case-terms.js';
import type { CaseFault, CaseFaultCode } from './case-texts.js';

export interface CaseActsParts {
  readonly store: CaseStore;
  readonly log: CaseLog;
  /** Id of the request. */
  readonly request: string;
  readonly account: string;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
}

/** What an act writes, whom it is about, and what is told of it. */
export interface CaseWork<Changed> {
  /** Made once the intent is durable, for a matching compares to make it. */
  readonly write: (requestId: string) => CaseWrite | Promise<CaseWrite>;
  readonly caseNumber: string | null;
  readonly persons: readonly string[];
  /** Everything against it, asked for a new act alone: one that was done before is told again as it was. */
  readonly faults: () => Promise<readonly CaseFault[]>;
  /** What was written, by the id of the act. */
  readonly read: (requestId: string) => Promise<{ readonly changed: Changed; readonly result: string }>;
}

/** Acts on cases, each once under its client's key, whatever breaks off. */
export class CaseActs {
  private readonly acts: IdempotentActs<CaseAction, CaseFacts, MakeWrite>;

  constructor(private readonly parts: CaseActsParts) {
    this.acts = new IdempotentActs(parts.store, parts.log, parts.now);
  }

  /** Judged, then in this order: intent sealed, key taken and written at once, outcome sealed, told. */
  async act<Changed>(
    action: CaseAction,
    { idempotencyKey, validateOnly }: ActInput,
    input: ActContent,
    work: CaseWork<Changed>,
  ): Promise<CaseResult<Changed>> {
    const act: IdempotentAct<CaseAction> = {
      ...{ action, account: this.parts.account, key: idempotencyKey, input },
    };
    const known = await this.acts.find(act);
    if (known === 'REUSED') return refused('KEY_REUSED', 'idempotencyKey');
    if (known === 'NEW') {
      const faults = await work.faults();
      if (faults.length > 0 || validateOnly) return { changed: null, faults };
    } else if (validateOnly) return { changed: null, faults: [] };
    const begun = await this.begin(act, known, work);
    if ('code' in begun) return refused(begun.code);
    // Done before: told again, and nothing else happens.
    if (begun.outcome !== null) return { changed: (await work.read(begun.requestId)).changed, faults: [] };
    const facts = this.factsOf(action, begun.requestId, work);
    const done = await this.acts.carryOut(begun, facts, {
      refusalOf: (error): CaseFaultCode => {
        throw error;
      },
      work: async () => {
        const { changed, result } = await work.read(begun.requestId);
        return { value: changed, result };
      },
    });
    const changed = done.earlier === undefined ? done.done : (await work.read(begun.requestId)).changed;
    return { changed, faults: [] };
  }

  private async begin<Changed>(
    act: IdempotentAct<CaseAction>,
    known: Exclude<Known, 'REUSED'>,
    work: CaseWork<Changed>,
  ): Promise<ActRow | { readonly code: CaseFaultCode }> {
    if (known !== 'NEW') return known;
    const requestId = newRequestId();
    const facts = this.factsOf(act.action, requestId, work);
    let unmade: unknown = null;
    const write: MakeWrite = async () => {
      try {
        return await work.write(requestId);
      } catch (error) {
        unmade = error;
        throw error;
      }
    };
    try {
      const begun = await this.acts.begin(act, requestId, facts, write);
      return begun.is === 'REUSED' ? { code: 'KEY_REUSED' } : begun.row;
    } catch (error) {
      // Nothing was written: the intent ends, lest it stay open.
      if (error === unmade) await this.parts.log.close(facts, 'NOT_DONE');
      if (!(error instanceof CaseConflict)) throw error;
      await this.parts.log.close(facts, error.code);
      return { code: error.code };
    }
  }

  private factsOf<Changed>(
    act: CaseAction,
    id: string,
    { caseNumber, persons }: CaseWork<Changed>,
  ): CaseFacts {
    const { request, account, log } = this.parts;
    const subjects = log.pseudonyms(persons);
    return { act, id, request, account, case: caseNumber, subjects };
  }
}
