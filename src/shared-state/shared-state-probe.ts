import type { Redis } from 'ioredis';
import { connectRedis, leaveRedis } from './redis-client.js';

/** Where sessions, caps and budgets are kept, and whether that answers. */
export type SharedState = 'IN_MEMORY' | 'ANSWERS' | 'DOES_NOT_ANSWER';

/** Longest a question for the state may take, in milliseconds: whoever asks for readiness asks every few seconds. */
const PATIENCE = 1_000;

/** Asks the Redis of the replicas whether it is there, over a connection of its own. */
export class SharedStateProbe {
  private readonly client: Redis | null;

  /** @param redisUrl null: everything is kept in memory */
  constructor(redisUrl: URL | null) {
    // Who needs it tells of its faults; this one tells whoever asks.
    this.client = redisUrl === null ? null : connectRedis(redisUrl, () => undefined);
  }

  async state(): Promise<SharedState> {
    if (this.client === null) return 'IN_MEMORY';
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<SharedState>((resolve) => {
      timer = setTimeout(() => resolve('DOES_NOT_ANSWER'), PATIENCE);
    });
    // A write, as a session is: a replica that was made read-only answers a ping.
    const asked = this.client.set('{sekisho:ready}', '1', 'PX', 5_000).then(
      (): SharedState => 'ANSWERS',
      (): SharedState => 'DOES_NOT_ANSWER',
    );
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }

  async close(): Promise<void> {
    if (this.client !== null) await leaveRedis(this.client);
  }
}
