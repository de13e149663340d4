import type { StatePlace } from './ask.js';
import { AskedCounter, AskedPersonLedger } from './asked-state.js';
import type { Counter } from './counter.js';
import { MemoryCounter } from './memory-counter.js';
import { MemoryPersonLedger } from './memory-person-ledger.js';
import type { PersonLedger } from './person-ledger.js';
import { connectRedis } from './redis-client.js';
import { RedisCounter } from './redis-counter.js';
import { RedisPersonLedger } from './redis-person-ledger.js';

/** The counter the settings ask for: shared by a Redis or with another process, else in memory. */
export function createCounter({ redisUrl, ask = null, onFault }: StatePlace): Counter {
  if (redisUrl !== null) return new RedisCounter(connectRedis(redisUrl, onFault));
  return ask === null ? new MemoryCounter() : new AskedCounter(ask);
}

/** The ledger of persons, likewise. */
export function createPersonLedger({ redisUrl, ask = null, onFault }: StatePlace): PersonLedger {
  if (redisUrl !== null) return new RedisPersonLedger(connectRedis(redisUrl, onFault));
  return ask === null ? new MemoryPersonLedger() : new AskedPersonLedger(ask);
}
