import type { Counter } from './counter.js';
import { MemoryCounter } from './memory-counter.js';
import { connectRedis } from './redis-client.js';
import { RedisCounter } from './redis-counter.js';

/** The counter the settings ask for: shared when there is a Redis, else in memory. */
export function createCounter(redisUrl: URL | null, onFault: (error: unknown) => void): Counter {
  return redisUrl === null ? new MemoryCounter() : new RedisCounter(connectRedis(redisUrl, onFault));
}
