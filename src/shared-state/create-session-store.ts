import { MemorySessions } from './memory-sessions.js';
import { connectRedis } from './redis-client.js';
import { RedisSessions } from './redis-sessions.js';
import type { SessionStore } from './session-store.js';

export interface SessionStoreOptions {
  readonly redisUrl: URL | null;
  readonly onFault: (error: unknown) => void;
  /** Milliseconds, for the store in memory; Redis goes by its own clock. */
  readonly clock?: () => number;
}

/** The sessions the settings ask for: shared when there is a Redis, else in memory. */
export function createSessionStore({ redisUrl, onFault, clock }: SessionStoreOptions): SessionStore {
  return redisUrl === null ? new MemorySessions(clock) : new RedisSessions(connectRedis(redisUrl, onFault));
}
