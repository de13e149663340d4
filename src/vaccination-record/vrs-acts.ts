import { newId } from '../individual-number/new-id.js';
import type { ActContent } from '../acts/act-content.js';
import { ActDesk } from '../acts/act-desk.js';
import type { ActRow } from '../acts/act-row.js';
import { refusalOf, readMade, type CallPerformer, type Made } from './perform-call.js';
import { readCall, writeCall, type RecordCall } from './record-call.js';
import { vrsFault, type VrsFault, type VrsResult } from './vrs-faults.js';
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
  readonly ground?: () => Promise<readonly VrsFault[]>;
  /** Made before the intent is sealed, for what is wrong with it shows here; of an act that is tried again, anew. */
  readonly compose: (requestId: string) => Promise<RecordCall>;
}

/** What an act sends, and about whom. */
interface Sending {
  readonly atenaNumber: string;
  readonly call: RecordCall;
}

/** Acts at the vaccination record system, each once under its client's key, whatever breaks off. */
export class VrsActs {
  private readonly desk: ActDesk<VrsAction, VrsFacts, CallBeside, VrsFault>;

  constructor(private readonly parts: VrsActsParts) {
    this.desk = new ActDesk({ ...parts, fault: vrsFault });
  }

  async act(
    action: VrsAction,
    { idempotencyKey, validateOnly }: ActInput,
    input: ActContent,
    work: RecordWork,
  ): Promise<VrsResult<Made>> {
    const { store, performer } = this.parts;
    const { staff } = work;
    const holder = newId();
    let isAgain = false;
    let refusedAct: string | null = null;
    let made: Sending | null = null;
    const sending = (): Sending => madeBefore(made);
    const end = await this.desk.act<Made>(
      { action, idempotencyKey, validateOnly, input },
      {
        // What is wrong with a call shows as it is made: before the intent, and where the act is only to be looked at.
        judge: async (id) => {
          const faults = await work.faults();
          if (faults.length === 0) made = { atenaNumber: work.atenaNumber, call: await work.compose(id) };
          return faults;
        },
        judgeAgain: async (begun) => {
          isAgain = true;
          const faults = (await work.ground?.()) ?? [];
          if (faults.length === 0) made = await this.sendingAgain(begun, work);
          return faults;
        },
        beside: () => this.besideOf(sending(), { staff, holder }),
        facts: (id) => this.factsOf(action, id, sending()),
        carry: async (begun) => {
          // Kept when its turn comes, for the call before it may have ended, and taken its own away.
          if (isAgain) await store.hold(begun.id, this.besideOf(sending(), { staff, holder }));
          refusedAct = begun.id;
          return performer.perform(sending().call, { staff, signal: goesOn() });
        },
        refusal: (error) => [vrsFault(refusalOf(sending().call, error))],
      },
    );
    if (end.row !== null) return told(end.done ?? readMade(end.earlier));
    if (refusedAct !== null) await store.drop(refusedAct, [holder]);
    return { changed: null, faults: end.faults };
  }

  /**
   * The call of an act that may have arrived is sent again as it was, whomever the person's number leads to by now. Where
   * none is under way, it is composed anew.
   */
  private async sendingAgain({ id, requestId }: ActRow, work: RecordWork): Promise<Sending> {
    const kept = await this.parts.store.callOf(id);
    if (kept !== null) return { atenaNumber: kept.atenaNumber, call: readCall(kept.call) };
    return { atenaNumber: work.atenaNumber, call: await work.compose(requestId) };
  }

  private besideOf({ atenaNumber, call }: Sending, by: Pick<CallBeside, 'staff' | 'holder'>): CallBeside {
    const { account, caseNumber } = this.parts;
    return { ...by, account, caseNumber, atenaNumber, call: writeCall(call) };
  }

  factsOf(act: VrsAction, id: string, { call, atenaNumber }: Sending): VrsFacts {
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

/** An act goes on when its caller hangs up: half done is worse than done for nobody. */
const goesOn = (): AbortSignal => new AbortController().signal;

function madeBefore(made: Sending | null): Sending {
  if (made === null) throw new TypeError('an act is judged before it is carried out');
  return made;
}
