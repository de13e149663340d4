import type { VrsCall } from '../../adapters/vaccination-record-system/model.js';
import type { ActContent } from '../acts/act-content.js';
import type { ActRow } from '../acts/act-row.js';
import { IdempotentActs, newRequestId, type IdempotentAct, type Known } from '../acts/idempotent-acts.js';
import { refusalOf, readMade, type CallPerformer, type Made } from './perform-call.js';
import { readCall, writeCall, type RecordCall } from './record-call.js';
import { refused, type VrsFault, type VrsFaultCode, type VrsResult } from './vrs-faults.js';
import type { VrsFacts, VrsLog } from './vrs-log.js';
import type { CallBeside, VrsStore } from './vrs-store.js';
import type { VrsAction } from './vrs-terms.js';

/** What every act of a person is given. */
export interface ActInput {
  /** The client's own: the same key and content is the same act, and is not done twice. */
  readonly idempotencyKey: string;
  /** Everything is judged and nothing is done: no key is taken, no intent is sealed. */
  readonly validateOnly: boolean;
}

export interface VrsActsParts {
  readonly store: VrsStore;
  readonly log: VrsLog;
  readonly performer: CallPerformer;
  /** Id of the request; null for what the gateway does by itself. */
  readonly request: string | null;
  readonly account: string;
  readonly caseNumber: string | null;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
}

/** One act: whom it is about, in whose name, everything against it, and what is sent. */
export interface RecordWork {
  readonly atenaNumber: string;
  /** User of the vaccination record system. */
  readonly staff: string;
  /** Asked for a new act alone: one that was begun would be held against what it has done itself. */
  readonly faults: () => Promise<readonly VrsFault[]>;
  /** Of them those that an act brings about never, such as a case that does not carry it: asked of every one that is not done. */
  readonly ground?: () => readonly VrsFault[];
  /** Made before the intent is sealed, for what is wrong with it shows here; of an act that is tried again, anew. */
  readonly compose: (requestId: string) => Promise<RecordCall>;
}

/** Acts at the vaccination record system, each once under its client's key, whatever breaks off. */
export class VrsActs {
  private readonly acts: IdempotentActs<VrsAction, VrsFacts, CallBeside>;

  constructor(private readonly parts: VrsActsParts) {
    this.acts = new IdempotentActs(parts.store, parts.log, parts.now);
  }

  /** Judged, then in this order: intent sealed, key taken and call kept, sent, outcome sealed, told. */
  async act(
    action: VrsAction,
    { idempotencyKey: key, validateOnly }: ActInput,
    input: ActContent,
    work: RecordWork,
  ): Promise<VrsResult<Made>> {
    const act: IdempotentAct<VrsAction> = { action, account: this.parts.account, key, input };
    const known = await this.acts.find(act);
    if (known === 'REUSED') return refused('KEY_REUSED', 'idempotencyKey');
    if (known !== 'NEW' && known.outcome !== null)
      return validateOnly ? { changed: null, faults: [] } : told(readMade(known.outcome));
    const faults = known === 'NEW' ? await work.faults() : (work.ground?.() ?? []);
    if (faults.length > 0) return { changed: null, faults };
    const requestId = known === 'NEW' ? newRequestId() : known.requestId;
    const kept = known === 'NEW' ? null : await this.keptCall(known.id, work);
    const call = kept?.call ?? (await work.compose(requestId));
    if (validateOnly) return { changed: null, faults: [] };
    return this.carryOut(act, known, { call, work: kept?.work ?? work });
  }

  /**
   * The call of an act that may have arrived: it is sent again as it was, whomever the person's number leads to by now.
   * null: none is under way, and it is composed anew.
   */
  private async keptCall(
    id: string,
    work: RecordWork,
  ): Promise<{ readonly call: RecordCall; readonly work: RecordWork } | null> {
    const kept = await this.parts.store.callOf(id);
    return kept && { call: readCall(kept.call), work: { ...work, atenaNumber: kept.atenaNumber } };
  }

  private async carryOut(
    act: IdempotentAct<VrsAction>,
    known: Exclude<Known, 'REUSED'>,
    { call, work }: { readonly call: RecordCall; readonly work: RecordWork },
  ): Promise<VrsResult<Made>> {
    const { account, caseNumber } = this.parts;
    const { atenaNumber, staff } = work;
    const besideOf = (made: RecordCall, about = atenaNumber) => {
      return { account, staff, caseNumber, atenaNumber: about, call: writeCall(made) };
    };
    const requestId = known === 'NEW' ? call.request.requestId : known.requestId;
    const facts = this.factsOf(act.action, requestId, { call, atenaNumber });
    let row: ActRow;
    if (known === 'NEW') {
      const begun = await this.acts.begin(act, requestId, facts, besideOf(call));
      if (begun.is === 'REUSED') return refused('KEY_REUSED', 'idempotencyKey');
      if (begun.is === 'DONE') return told(readMade(begun.outcome));
      row = begun.row;
    } else row = known;
    if (row.requestId === requestId)
      return this.end(row, facts, { call, staff, ...(known !== 'NEW' && { hold: besideOf(call) }) });
    // Another call of the same act has taken the key meanwhile: this one goes on under its id, and waits its turn.
    const kept = await this.keptCall(row.id, work);
    const theirs = kept?.call ?? (await work.compose(row.requestId));
    const about = kept?.work.atenaNumber ?? atenaNumber;
    const first = this.factsOf(act.action, row.requestId, { call: theirs, atenaNumber: about });
    return this.end(row, first, { call: theirs, staff, hold: besideOf(theirs, about) });
  }

  /** Sends it and brings the act to its end: by its request, or long after it. */
  async end(
    row: ActRow,
    facts: VrsFacts,
    {
      call,
      staff,
      hold,
    }: {
      readonly call: RecordCall;
      /** Kept when its turn comes, for the call before it may have ended, and taken its own away. */
      readonly hold?: CallBeside;
    } & Pick<VrsCall, 'staff'>,
  ): Promise<VrsResult<Made>> {
    const { performer, store } = this.parts;
    const ended = await this.acts.carryOut<Made, VrsFaultCode>(row, facts, {
      // An act goes on when its caller hangs up: half done is worse than done for nobody.
      work: async () => {
        if (hold !== undefined) await store.hold(row.id, hold);
        return performer.perform(call, { staff, signal: new AbortController().signal });
      },
      refusalOf: (error) => refusalOf(call, error),
    });
    if (ended.earlier !== undefined) return told(readMade(ended.earlier));
    if (ended.done !== null) return told(ended.done);
    await store.drop(row.id);
    return refused(ended.refused);
  }

  factsOf(
    act: VrsAction,
    id: string,
    { call, atenaNumber }: { readonly call: RecordCall; readonly atenaNumber: string },
  ): VrsFacts {
    const { request, account, caseNumber, log } = this.parts;
    const { basis, cites } = call.op === 'INQ01' ? call : { basis: null, cites: null };
    return {
      act,
      id,
      request,
      account,
      case: caseNumber,
      subjects: log.pseudonyms([atenaNumber]),
      basis,
      cites,
    };
  }
}

const told = (changed: Made): VrsResult<Made> => ({ changed, faults: [] });
