import { createHash, randomUUID } from 'node:crypto';
import { GatewayError } from '../errors/gateway-error.js';
import { canonicalHash, type Canonical } from '../json/canonical.js';
import type { ActLog } from './act-log.js';
import type { ActRow } from './act-row.js';
import type { ActStore } from './act-store.js';

/** What a client asks for under its key. */
export interface IdempotentAct<Action extends string = string> {
  readonly action: Action;
  /** Keys are the account's own: another's act cannot be found, or told, by guessing its key. */
  readonly account: string;
  readonly key: string;
  /** Everything the act is about, without the key. */
  readonly input: Canonical;
}

/** The same act again: what it was begun as. `REUSED`: the key stood for something else. */
export type Known = 'NEW' | 'REUSED' | ActRow;

/** What an act came to. */
export interface Done<Value> {
  readonly value: Value;
  /** For the log. */
  readonly result: string;
  /** For whoever asks again under the key; the log's words when left out. At most 4,000 characters. */
  readonly kept?: string;
}

interface Work<Value, Refusal extends string> {
  readonly work: () => Promise<Done<Value>>;
  /** A refusal of the other side, as a code; throws again what is none: then nobody knows how the act ended. */
  readonly refusalOf: (error: unknown) => Refusal;
}

export type CarriedOut<Value, Refusal> =
  { readonly done: Value; readonly refused: null } | { readonly done: null; readonly refused: Refusal };

/**
 * Idempotency of mutations: a key is one act, whatever is lost between client, gateway and the other side. In this
 * order: the intent is sealed in the log, the key is taken in the store, the act is done, the outcome is sealed,
 * the store keeps it, the client is told. Wherever that breaks off, the same act under the same key goes on with
 * the same request id.
 */
export class IdempotentActs<Action extends string, Facts, Beside = never> {
  constructor(
    private readonly store: ActStore<Beside>,
    private readonly log: ActLog<Facts>,
  ) {}

  async find(act: IdempotentAct<Action>): Promise<Known> {
    const row = await this.store.act(idOf(act));
    if (row === null) return 'NEW';
    return row.action === act.action && row.content === canonicalHash(act.input) ? row : 'REUSED';
  }

  /**
   * The intent is durable, then the key is taken; nothing has left yet. Of two that come at once, the second
   * finds the first: its act where it asks for the same, else `REUSED`. An intent that nothing follows is
   * closed, lest it stay open for ever.
   */
  async begin(
    act: IdempotentAct<Action>,
    requestId: string,
    facts: Facts,
    beside: Beside | null = null,
  ): Promise<ActRow | 'REUSED'> {
    await this.log.intend(facts);
    const row: ActRow = {
      id: idOf(act),
      action: act.action,
      content: canonicalHash(act.input),
      requestId,
      outcome: null,
      at: new Date().toISOString(),
    };
    if (await this.store.begin(row, beside)) return row;
    const first = await this.find(act);
    if (first === 'NEW')
      throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was begun is not in the store' });
    // With nothing beside it, the act goes on under the first one's id, and has its own outcome.
    if (first === 'REUSED' || beside !== null) await this.log.close(facts, 'KEY_TAKEN');
    return first;
  }

  /**
   * Does what was begun. Its outcome, a refusal as well, is sealed before this resolves; one that was refused may
   * be tried again under its key. Rejects where nobody knows how it ended: the act then stays open.
   */
  async carryOut<Value, Refusal extends string>(
    begun: ActRow,
    facts: Facts,
    { work, refusalOf }: Work<Value, Refusal>,
  ): Promise<CarriedOut<Value, Refusal>> {
    let done: Done<Value>;
    try {
      done = await work();
    } catch (error) {
      const refused = refusalOf(error);
      await this.log.close(facts, refused);
      return { done: null, refused };
    }
    await this.log.close(facts, done.result);
    await this.store.finish(begun.id, done.kept ?? done.result);
    return { done: done.value, refused: null };
  }

  /**
   * What was begun and has no outcome in the store, oldest first: broken off by a crash or a silence, or refused
   * and free to be tried again. The log tells them apart: a refusal has its OUTCOME there.
   */
  open(actions: readonly Action[], most: number): Promise<readonly ActRow[]> {
    return this.store.openActs(actions, most);
  }
}

export const newRequestId = (): string => randomUUID();

function idOf({ account, key }: IdempotentAct): string {
  return createHash('sha256').update(`${account}\n${key}`).digest('base64url');
}
