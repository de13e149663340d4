import type { Redis } from 'ioredis';
import type { Ask } from './ask.js';
import { leaveRedis } from './leave-redis.js';

/** Where sessions, caps and budgets are kept, and whether that answers. */
export const SHARED_STATES = ['IN_MEMORY', 'ANSWERS', 'DOES_NOT_ANSWER'] as const;
export type SharedState = (typeof SHARED_STATES)[number];

/** Longest a question for the state may take, in milliseconds: whoever asks for readiness asks every few seconds. */
const PATIENCE = 1_000;

/** Asks the Redis of the replicas whether it is there, over a connection of its own. */
export class SharedStateProbe {
  private readonly client: Promise<Redis> | null;

  /**
   * @param redisUrl null: everything is kept in memory
   * @param ask of the process that keeps it, where that is not this one
   */
  constructor(
    redisUrl: URL | null,
    private readonly ask: Ask | null = null,
  ) {
    // Who needs it tells of its faults; this one tells whoever asks.
    this.client =
      redisUrl === null
        ? null
        : import('./redis-client.js').then(({ connectRedis }) => connectRedis(redisUrl, () => undefined));
  }

  async state(): Promise<SharedState> {
    if (this.client === null) return this.inMemory();
    // A write, as a session is: a replica that was made read-only answers a ping.
    const client = await this.client;
    const asked = client.set('{sekisho:ready}', '1', 'PX', 5_000).then(
      (): SharedState => 'ANSWERS',
      (): SharedState => 'DOES_NOT_ANSWER',
    );
    return inTime<SharedState>(asked, 'DOES_NOT_ANSWER');
  }

  /**
   * By how much the shared clock is ahead of this machine's, milliseconds, as closely as the question took; null where
   * everything is in memory, and where nothing answers.
   */
  async clockAhead(): Promise<number | null> {
    if (this.client === null) return null;
    const client = await this.client;
    const begun = Date.now();
    const asked = client.time().then(
      ([seconds = 0, microseconds = 0]) => {
        const there = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
        return Math.round(there - (begun + Date.now()) / 2);
      },
      () => null,
    );
    return inTime(asked, null);
  }

  /** The memory of another process is asked for what it always knows. */
  private async inMemory(): Promise<SharedState> {
    if (this.ask === null) return 'IN_MEMORY';
    const asked = this.ask('counter.read', ['ready']).then(
      (): SharedState => 'IN_MEMORY',
      (): SharedState => 'DOES_NOT_ANSWER',
    );
    return inTime<SharedState>(asked, 'DOES_NOT_ANSWER');
  }

  async close(): Promise<void> {
    if (this.client !== null) await leaveRedis(await this.client);
  }
}

function inTime<Answer>(asked: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
