import { checkHit, type Counter, type OpenWindow } from './counter.js';
import { leaveRedis } from './leave-redis.js';
import { uncountedHit } from './state-faults.js';

/** As much of ioredis as counting needs. */
export interface ScriptingClient {
  eval(script: string, keyCount: number, ...args: (string | number)[]): Promise<unknown>;
  quit(): Promise<unknown>;
  disconnect(): void;
}

/**
 * Adds and sets the end of the window in one step: a replica that dies between two commands would leave a key
 * without an end, and its account shut out for good. A key found without an end gets one.
 */
const HIT = `
local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return sum`;

const READ = `
local left = redis.call('PTTL', KEYS[1])
if left < 0 then return false end
return {tonumber(redis.call('GET', KEYS[1])), left}`;

/** Counts in Redis, one sum for all replicas. */
export class RedisCounter implements Counter {
  constructor(
    private readonly client: ScriptingClient,
    /** Keeps the keys apart from others' in the same Redis. */
    private readonly prefix = 'sekisho:count:',
  ) {}

  async hit(key: string, windowSeconds: number, weight = 1): Promise<number> {
    checkHit(windowSeconds, weight);
    const sum = await this.client
      .eval(HIT, 1, this.prefix + key, weight, windowSeconds)
      .catch((cause: unknown) => {
        throw uncountedHit(cause);
      });
    if (typeof sum !== 'number') throw uncountedHit(undefined);
    return sum;
  }

  async read(key: string): Promise<OpenWindow | null> {
    const answer = await this.client.eval(READ, 1, this.prefix + key).catch((cause: unknown) => {
      throw uncountedHit(cause);
    });
    if (answer === null) return null;
    const [sum, left] = Array.isArray(answer) ? (answer as readonly unknown[]) : [];
    if (typeof sum !== 'number' || typeof left !== 'number') throw uncountedHit(undefined);
    return { sum, left };
  }

  close(): Promise<void> {
    return leaveRedis(this.client);
  }
}
