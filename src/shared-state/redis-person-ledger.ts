import type { PersonLedger, PersonLimit, PersonTally, PersonWindow } from './person-ledger.js';
import { leaveRedis } from './leave-redis.js';
import type { ScriptingClient } from './redis-counter.js';
import { uncountedPersons } from './state-faults.js';

/** Counts, decides and enters in one step, so that two replicas cannot each fill the last place. */
const ENTER = `
local new = 0
for at = 3, #ARGV do
  if redis.call('SISMEMBER', KEYS[1], ARGV[at]) == 0 then new = new + 1 end
end
local size = redis.call('SCARD', KEYS[1])
if size + new > tonumber(ARGV[1]) then return {0, size} end
for at = 3, #ARGV do redis.call('SADD', KEYS[1], ARGV[at]) end
if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return {1, size + new}`;

const FILL = `
local left = tonumber(ARGV[1]) - redis.call('SCARD', KEYS[1])
for at = 3, #ARGV do
  if left > 0 then left = left - redis.call('SADD', KEYS[1], ARGV[at]) end
end
if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return left`;

const READ = `
local left = redis.call('PTTL', KEYS[1])
if left < 0 then return false end
return {redis.call('SCARD', KEYS[1]), left}`;

/** Remembers in Redis, one set for all replicas. */
export class RedisPersonLedger implements PersonLedger {
  constructor(
    private readonly client: ScriptingClient,
    private readonly prefix = 'sekisho:persons:',
  ) {}

  async enter(
    key: string,
    persons: ReadonlySet<string>,
    { cap, windowSeconds }: PersonLimit,
  ): Promise<PersonTally> {
    const answer = await this.run(ENTER, key, [cap, windowSeconds, ...persons]);
    const [entered, distinct] = Array.isArray(answer) ? (answer as readonly unknown[]) : [];
    if (typeof distinct !== 'number') throw uncountedPersons(undefined);
    return { entered: entered === 1, distinct };
  }

  async fill(key: string, persons: ReadonlySet<string>, { cap, windowSeconds }: PersonLimit): Promise<void> {
    await this.run(FILL, key, [cap, windowSeconds, ...persons]);
  }

  async read(key: string): Promise<PersonWindow | null> {
    const answer = await this.run(READ, key, []);
    if (answer === null) return null;
    const [distinct, left] = Array.isArray(answer) ? (answer as readonly unknown[]) : [];
    if (typeof distinct !== 'number' || typeof left !== 'number') throw uncountedPersons(undefined);
    return { distinct, left };
  }

  close(): Promise<void> {
    return leaveRedis(this.client);
  }

  private run(script: string, key: string, args: readonly (string | number)[]): Promise<unknown> {
    return this.client.eval(script, 1, this.prefix + key, ...args).catch((cause: unknown) => {
      throw uncountedPersons(cause);
    });
  }
}
