import { GatewayError } from '../errors/gateway-error.js';
import { contentHash, type ActContent } from './act-content.js';
import { actId } from './act-id.js';
import type { ActLog } from './act-log.js';
import type { ActRow } from './act-row.js';
import type { ActStore } from './act-store.js';

/** What a client asks for under its key. */
export interface IdempotentAct<Action extends string = string> {
  readonly action: Action;
  /** Keys are the account's own: another's act cannot be found, or told, by guessing its key. */
  readonly account: string;
  readonly key: string;
  /** Everything the act is about, without the key; persons as the client named them. */
  readonly input: ActContent;
}

/** The same act again: what it was begun as. `REUSED`: the key stood for something else. */
export type Known = 'NEW' | 'REUSED' | ActRow;

/**
 * What a key stands for once it is taken. `BEGUN`: carry it out. `DONE`: another call of the same act has ended by
 * now; tell what it came to and do nothing. `REUSED`: the key stood for something else.
 */
export type Begun =
  | { readonly is: 'BEGUN'; readonly row: ActRow }
  | { readonly is: 'DONE'; readonly row: ActRow; readonly outcome: string }
  | { readonly is: 'REUSED' };

/** What an act came to. */
export interface Done<Value> {
  readonly value: Value;
  /** For the log. */
  readonly result: string;
  /** For whoever asks again under the key; the log's words when left out. At most 4,000 characters. */
  readonly kept?: string;
}

interface Work<Value, Refusal extends string> {
  /** `AHEAD`: of this call no intent is sealed yet; it is once its turn has come, and none where the act has ended by then. */
  readonly intent?: 'AHEAD';
  readonly work: () => Promise<Done<Value>>;
  /** A refusal of the other side, as a code; throws again what is none: then nobody knows how the act ended. */
  readonly refusalOf: (error: unknown) => Refusal;
}

/** `earlier`: the same act ended in another call before this one came to it; what it came to, as it was kept. */
export type CarriedOut<Value, Refusal> =
  | { readonly done: Value; readonly refused: null; readonly earlier?: never }
  | { readonly done: null; readonly refused: Refusal; readonly earlier?: never }
  | { readonly done: null; readonly refused: null; readonly earlier: string };

/**
 * Idempotency of mutations: a key is one act, whatever is lost between client, gateway and the other side. In this
 * order: the intent is sealed in the log, the key is taken in the store, the act is done, the outcome is sealed,
 * the store keeps it, the client is told. Wherever that breaks off, the same act under the same key goes on with
 * the same request id.
 */
export class IdempotentActs<Action extends string, Facts, Beside = never> {
  private readonly running: Turns;

  constructor(
    private readonly store: ActStore<Beside>,
    private readonly log: ActLog<Facts>,
    /** UTC, ISO 8601: when an act was begun. */
    private readonly now: () => string = () => new Date().toISOString(),
  ) {
    this.running = turnsOf(store);
  }

  async find(act: IdempotentAct<Action>): Promise<Known> {
    const row = await this.store.act(idOf(act));
    if (row === null) return 'NEW';
    return row.action === act.action && row.content === contentHash(act.input) ? row : 'REUSED';
  }

  /**
   * The intent is durable, then the key is taken; nothing has left yet. Of two that come at once, the second
   * finds the first: its act, or what that came to, where it asks for the same, else `REUSED`. An intent that
   * nothing follows is closed, lest it stay open for ever.
   */
  async begin(
    act: IdempotentAct<Action>,
    requestId: string,
    facts: Facts,
    beside: Beside | null = null,
  ): Promise<Begun> {
    await this.log.intend(facts);
    const row: ActRow = {
      id: idOf(act),
      action: act.action,
      content: contentHash(act.input),
      requestId,
      outcome: null,
      at: this.now(),
      facts: JSON.stringify(facts),
    };
    if (await this.store.begin(row, beside)) return { is: 'BEGUN', row };
    const first = await this.find(act);
    if (first === 'NEW')
      throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was begun is not in the store' });
    await this.log.close(facts, 'KEY_TAKEN');
    return first === 'REUSED' ? { is: 'REUSED' } : knownAs(first);
  }

  /**
   * Does what was begun. Its outcome, a refusal as well, is sealed before this resolves; one that was refused may
   * be tried again under its key. Rejects where nobody knows how it ended: the act then stays open.
   *
   * Calls of one act take turns in this process, and each looks first whether one before it has done the act: a
   * client that sends twice, or too soon again, has it done once. Between processes the request id serves for that; who
   * of them tells its end, the store: whoever has taken the act last.
   */
  async carryOut<Value, Refusal extends string>(
    begun: ActRow,
    facts: Facts,
    work: Work<Value, Refusal>,
  ): Promise<CarriedOut<Value, Refusal>> {
    const before = this.running.get(begun.id);
    const turn = Promise.allSettled([before]).then(() => this.unlessDone(begun, facts, work));
    this.running.set(begun.id, turn);
    try {
      return await turn;
    } finally {
      if (this.running.get(begun.id) === turn) this.running.delete(begun.id);
    }
  }

  private async unlessDone<Value, Refusal extends string>(
    begun: ActRow,
    facts: Facts,
    { intent, work, refusalOf }: Work<Value, Refusal>,
  ): Promise<CarriedOut<Value, Refusal>> {
    const found = (await this.store.act(begun.id)) ?? begun;
    if (found.outcome !== null) {
      if (intent !== 'AHEAD') await this.log.close(facts, 'KEY_TAKEN');
      return { done: null, refused: null, earlier: found.outcome };
    }
    const standing = intent === 'AHEAD' ? await this.takenUp(found, facts) : found;
    if (standing === null) return { done: null, refused: null, earlier: await this.endOf(begun) };
    let done: Done<Value>;
    try {
      done = await work();
    } catch (error) {
      const refused = refusalOf(error);
      // In this order: while the facts are there, an INTENT waits for its OUTCOME.
      await this.store.shelve(standing);
      await this.log.close(facts, refused);
      return { done: null, refused };
    }
    if (await this.store.claim(standing, this.now())) {
      await this.log.close(facts, done.result);
      await this.store.finish(begun.id, done.kept ?? done.result);
    } else await this.endOf(begun);
    return { done: done.value, refused: null };
  }

  /** With an intent of this call's, and kept as one that goes on; null where another gateway has ended it meanwhile. */
  private async takenUp(found: ActRow, facts: Facts): Promise<ActRow | null> {
    await this.log.intend(facts);
    const standing = await this.store.reopen(found, this.now(), JSON.stringify(facts));
    if (standing === null) await this.log.close(facts, 'KEY_TAKEN');
    return standing;
  }

  /** Another gateway has come to the end of the act meanwhile, and tells it; nobody hears of it before the log does. */
  private async endOf({ id }: ActRow): Promise<string> {
    const ended = await this.store.act(id);
    if (ended?.outcome == null)
      throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act is being ended by another gateway' });
    return ended.outcome;
  }

  /**
   * What was begun and has no outcome in the store, oldest first: broken off by a crash or a silence, or refused
   * and free to be tried again. The log tells them apart: a refusal has its OUTCOME there.
   */
  open(actions: readonly Action[], most: number): Promise<readonly ActRow[]> {
    return this.store.openActs(actions, most);
  }
}

/** The last call of each act that is being carried out in this process, by the act's id. */
type Turns = Map<string, Promise<unknown>>;

/** One for each store, however many of these are made on it: every request has its own. */
const TURNS = new WeakMap<object, Turns>();

function turnsOf(store: object): Turns {
  const turns = TURNS.get(store) ?? new Map<string, Promise<unknown>>();
  TURNS.set(store, turns);
  return turns;
}

/** Whether this process is carrying the act out, and so tells its end. */
export const isUnderWay = (store: object, id: string): boolean => TURNS.get(store)?.has(id) === true;

function knownAs(row: ActRow): Begun {
  const { outcome } = row;
  return outcome === null ? { is: 'BEGUN', row } : { is: 'DONE', row, outcome };
}

const idOf = ({ account, key }: IdempotentAct): string => actId(account, key);
