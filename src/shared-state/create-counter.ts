import type { StatePlace } from './ask.js';
import { AskedCounter, AskedPersonLedger } from './asked-state.js';
import type { Counter } from './counter.js';
import { MemoryCounter } from './memory-counter.js';
import { MemoryPersonLedger } from './memory-person-ledger.js';
import type { PersonLedger } from './person-ledger.js';
import { RedisCounter } from './redis-counter.js';
import { RedisPersonLedger } from './redis-person-ledger.js';

/** The counter the settings ask for: shared by a Redis or with another process, else in memory. */
export async function createCounter({ redisUrl, ask = null, onFault }: StatePlace): Promise<Counter> {
  if (redisUrl !== null) {
    const { connectRedis } = await import('./redis-client.js');
    return new RedisCounter(connectRedis(redisUrl, onFault));
  }
  return ask === null ? new MemoryCounter() : new AskedCounter(ask);
}

/** The ledger of persons, likewise. */
export async function createPersonLedger({
  redisUrl,
  ask = null,
  onFault,
}: StatePlace): Promise<PersonLedger> {
  if (redisUrl !== null) {
    const { connectRedis } = await import('./redis-client.js');
    return new RedisPersonLedger(connectRedis(redisUrl, onFault));
  }
  return ask === null ? new MemoryPersonLedger() : new AskedPersonLedger(ask);
}
