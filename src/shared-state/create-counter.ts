import type { Counter } from './counter.js';
import { MemoryCounter } from './memory-counter.js';
import { MemoryPersonLedger } from './memory-person-ledger.js';
import type { PersonLedger } from './person-ledger.js';
import { connectRedis } from './redis-client.js';
import { RedisCounter } from './redis-counter.js';
import { RedisPersonLedger } from './redis-person-ledger.js';

/** The counter the settings ask for: shared when there is a Redis, else in memory. */
export function createCounter(redisUrl: URL | null, onFault: (error: unknown) => void): Counter {
  return redisUrl === null ? new MemoryCounter() : new RedisCounter(connectRedis(redisUrl, onFault));
}

/** The ledger of persons, likewise. */
export function createPersonLedger(redisUrl: URL | null, onFault: (error: unknown) => void): PersonLedger {
  return redisUrl === null
    ? new MemoryPersonLedger()
    : new RedisPersonLedger(connectRedis(redisUrl, onFault));
}
