import { NotMade } from '../acts/act-conflict.js';
import type { ActContent } from '../acts/act-content.js';
import { ActDesk } from '../acts/act-desk.js';
import type { ActInput, CaseResult } from './case-access.js';
import type { CaseFacts, CaseLog } from './case-log.js';
import type { CaseWrite } from './case-rows.js';
import type { CaseStore, MakeWrite } from './case-store.js';
import type { CaseAction } from './case-terms.js';
import { caseFault, type CaseFault } from './case-texts.js';

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
  private readonly desk: ActDesk<CaseAction, CaseFacts, MakeWrite, CaseFault>;

  constructor(private readonly parts: CaseActsParts) {
    this.desk = new ActDesk({ ...parts, fault: caseFault });
  }

  async act<Changed>(
    action: CaseAction,
    asked: ActInput,
    input: ActContent,
    work: CaseWork<Changed>,
  ): Promise<CaseResult<Changed>> {
    const { idempotencyKey, validateOnly } = asked;
    const { row, faults } = await this.desk.act(
      { action, idempotencyKey, validateOnly, input },
      {
        judge: work.faults,
        beside: (id) => () => made(work, id),
        facts: (id) => this.factsOf(action, id, work),
        // What is written with the key is all that is done.
        carry: async ({ requestId }) => ({ value: null, result: (await work.read(requestId)).result }),
      },
    );
    return { changed: row && (await work.read(row.requestId)).changed, faults };
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

async function made({ write }: Pick<CaseWork<unknown>, 'write'>, id: string): Promise<CaseWrite> {
  try {
    return await write(id);
  } catch (cause) {
    throw new NotMade('what a case would be told', { cause });
  }
}
