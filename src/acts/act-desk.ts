import type { BusinessFault } from '../errors/business-fault.js';
import { newId } from '../individual-number/new-id.js';
import { ActConflict, NotMade } from './act-conflict.js';
import type { ActContent } from './act-content.js';
import type { ActLog } from './act-log.js';
import type { ActRow } from './act-row.js';
import type { ActStore } from './act-store.js';
import { IdempotentActs, type Begun, type Done, type IdempotentAct } from './idempotent-acts.js';

/** The desk reads no more of a fault; its text may be added where it is told. */
type CodedFault = Pick<BusinessFault<string>, 'code'>;

export interface ActDeskParts<Facts, Beside, Fault extends CodedFault> {
  readonly store: ActStore<Beside>;
  readonly log: ActLog<Facts>;
  readonly account: string;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  readonly fault: (code: Fault['code'] | 'KEY_REUSED', field: string | null) => Fault;
}

/** How a client asks for an act. */
export interface AskedAct<Action extends string> {
  readonly action: Action;
  readonly idempotencyKey: string;
  /** Everything is judged and nothing is done: no key is taken, no intent is sealed. */
  readonly validateOnly: boolean;
  readonly input: ActContent;
}

/** What an act is, piece by piece, in the order in which the desk asks for it. `id`: of the request. */
export interface ActWork<Facts, Beside, Value, Fault> {
  /** Everything against it, asked for a new act alone: another would be held against what it has done itself. */
  readonly judge: (id: string) => Promise<readonly Fault[]>;
  /** Everything against one that others have begun, or an earlier call, and that is not done. Nothing when left out. */
  readonly judgeAgain?: (begun: ActRow) => Promise<readonly Fault[]>;
  /** What is written with the key, in one transaction. */
  readonly beside: (id: string) => Beside | Promise<Beside>;
  readonly facts: (id: string) => Facts;
  readonly carry: (begun: ActRow) => Promise<Done<Value>>;
  /**
   * What speaks against it after all: it may be tried again under its key. Left out, or of something else, empty:
   * then nobody knows how the act ended, and it stays open.
   */
  readonly refusal?: (error: unknown) => readonly Fault[];
}

/** Where nothing was done `row` is null: for these faults, or because it was only to be looked at. */
export type ActEnd<Value, Fault> =
  | { readonly row: null; readonly faults: readonly Fault[]; readonly done: null; readonly earlier: null }
  | { readonly row: ActRow; readonly faults: readonly []; readonly done: Value; readonly earlier: null }
  /** Done before: it is told again, as `earlier` has it, and nothing else happens. */
  | { readonly row: ActRow; readonly faults: readonly []; readonly done: null; readonly earlier: string };

/**
 * The one order of every act that a client asks for under a key: the key is looked for, the act judged; the intent is
 * sealed; the key is taken and what the act writes is written at once; it is carried out, its outcome sealed, the client
 * told. One that was begun before and is not done goes on under its own id, and with an intent of its own.
 */
export class ActDesk<Action extends string, Facts, Beside, Fault extends CodedFault> {
  private readonly acts: IdempotentActs<Action, Facts, Beside>;

  constructor(private readonly parts: ActDeskParts<Facts, Beside, Fault>) {
    this.acts = new IdempotentActs(parts.store, parts.log, parts.now);
  }

  async act<Value>(
    { action, idempotencyKey: key, validateOnly, input }: AskedAct<Action>,
    work: ActWork<Facts, Beside, Value, Fault>,
  ): Promise<ActEnd<Value, Fault>> {
    const act: IdempotentAct<Action> = { action, account: this.parts.account, key, input };
    const known = await this.acts.find(act);
    if (known === 'REUSED') return this.against('KEY_REUSED', 'idempotencyKey');
    if (known !== 'NEW') return this.again(known, validateOnly, work);
    const id = newId();
    const faults = await work.judge(id);
    if (validateOnly) return nothing(faults);
    if (faults.length === 0) return this.begin(act, id, work);
    // Sent twice at once: the other one may have done it while this one was judged, and is held against it.
    const meanwhile = await this.acts.find(act);
    return typeof meanwhile === 'string' ? nothing(faults) : this.again(meanwhile, false, work);
  }

  private async begin<Value>(
    act: IdempotentAct<Action>,
    id: string,
    work: ActWork<Facts, Beside, Value, Fault>,
  ): Promise<ActEnd<Value, Fault>> {
    const facts = work.facts(id);
    const begun = await this.taken(act, id, facts, await work.beside(id));
    if (begun instanceof ActConflict) return this.against(begun.code, begun.field);
    if (begun.is === 'REUSED') return this.against('KEY_REUSED', 'idempotencyKey');
    return begun.row.requestId === id ? this.end(begun.row, work) : this.again(begun.row, false, work);
  }

  /** Where nothing was written the intent ends here, lest it stay open. */
  private async taken(
    act: IdempotentAct<Action>,
    id: string,
    facts: Facts,
    beside: Beside,
  ): Promise<Begun | ActConflict<Fault['code']>> {
    try {
      return await this.acts.begin(act, id, facts, beside);
    } catch (error) {
      if (error instanceof NotMade) {
        await this.parts.log.close(facts, 'NOT_DONE');
        throw error.cause;
      }
      if (!(error instanceof ActConflict)) throw error;
      // A store throws the codes of its own room alone.
      const conflict = error as ActConflict<Fault['code']>;
      await this.parts.log.close(facts, conflict.code);
      return conflict;
    }
  }

  private async again<Value>(
    begun: ActRow,
    validateOnly: boolean,
    work: ActWork<Facts, Beside, Value, Fault>,
  ): Promise<ActEnd<Value, Fault>> {
    if (begun.outcome !== null) return validateOnly ? nothing([]) : told(begun, begun.outcome);
    const faults = (await work.judgeAgain?.(begun)) ?? [];
    if (faults.length > 0 || validateOnly) return nothing(faults);
    // The intent it was begun with may have had its outcome: a refusal.
    return this.end(begun, work, 'AHEAD');
  }

  private async end<Value>(
    begun: ActRow,
    work: ActWork<Facts, Beside, Value, Fault>,
    intent?: 'AHEAD',
  ): Promise<ActEnd<Value, Fault>> {
    let faults: readonly Fault[] = [];
    const ended = await this.acts.carryOut(begun, work.facts(begun.requestId), {
      ...(intent && { intent }),
      work: () => work.carry(begun),
      refusalOf: (error) => {
        faults = work.refusal?.(error) ?? [];
        const [first] = faults;
        if (first === undefined) throw error;
        return first.code;
      },
    });
    if (ended.refused !== null) return nothing(faults);
    if (ended.earlier !== undefined) return told(begun, ended.earlier);
    return { row: begun, faults: [], done: ended.done, earlier: null };
  }

  private against(code: Fault['code'] | 'KEY_REUSED', field: string | null) {
    return nothing([this.parts.fault(code, field)]);
  }
}

function nothing<Fault>(faults: readonly Fault[]) {
  return { row: null, faults, done: null, earlier: null } as const;
}

function told(row: ActRow, earlier: string) {
  return { row, faults: [], done: null, earlier } as const;
}
