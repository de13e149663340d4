import { createHash, randomUUID } from 'node:crypto';
import { canonicalHash, type Canonical } from '../../adapters/intermediate-server/protocol/canonical.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { LinkageFacts, LinkageLog } from './linkage-log.js';
import type { LinkageStore } from './linkage-store.js';
import type { ActRow, RequestRow } from './rows.js';

/** What a client asks for under its key. */
export interface IdempotentAct {
  readonly action:
    'requestInformation' | 'approveProvision' | 'rejectProvision' | 'setNonDisclosure' | 'registerCopies';
  readonly account: string;
  readonly key: string;
  /** Everything the act is about, without the key. */
  readonly input: Canonical;
}

/** The same act again: what it was begun as. `REUSED`: the key stood for something else. */
export type Known = 'NEW' | 'REUSED' | ActRow;

/** Idempotency of the mutations: a key is one act, whatever is lost between client, gateway and server. */
export class IdempotentActs {
  constructor(
    private readonly store: LinkageStore,
    private readonly log: LinkageLog,
  ) {}

  async find(act: IdempotentAct): Promise<Known> {
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
    act: IdempotentAct,
    requestId: string,
    facts: LinkageFacts,
    request: RequestRow | null = null,
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
    if (await this.store.begin(row, request)) return row;
    const first = await this.find(act);
    if (first === 'NEW')
      throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was begun is not in the store' });
    // Another act than an inquiry goes on under the first one's id, and has its own outcome.
    if (first === 'REUSED' || request !== null) await this.log.close(facts, 'KEY_TAKEN');
    return first;
  }

  async finish(row: ActRow, facts: LinkageFacts, result: string): Promise<void> {
    await this.log.close(facts, result);
    await this.store.finish(row.id, result);
  }
}

export const newRequestId = (): string => randomUUID();

function idOf({ account, key }: IdempotentAct): string {
  return createHash('sha256').update(`${account}\n${key}`).digest('base64url');
}
