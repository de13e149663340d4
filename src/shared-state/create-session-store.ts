import type { StatePlace } from './ask.js';
import { AskedSessions } from './asked-state.js';
import { MemorySessions } from './memory-sessions.js';
import { RedisSessions } from './redis-sessions.js';
import type { SessionStore } from './session-store.js';

export interface SessionStoreOptions extends StatePlace {
  /** Milliseconds, for the store in memory; the others go by clocks of their own. */
  readonly clock?: () => number;
}

/** The sessions the settings ask for: shared by a Redis or with another process, else in memory. */
export async function createSessionStore({
  redisUrl,
  ask = null,
  onFault,
  clock,
}: SessionStoreOptions): Promise<SessionStore> {
  if (redisUrl !== null) {
    const { connectRedis } = await import('./redis-client.js');
    return new RedisSessions(connectRedis(redisUrl, onFault));
  }
  return ask === null ? new MemorySessions(clock) : new AskedSessions(ask);
}
