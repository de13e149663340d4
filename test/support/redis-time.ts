import type { Redis } from 'ioredis';

/**
 * Lets time pass for the sessions in a Redis. Its clock cannot be set, so every instant it has noted moves back
 * instead, and what ends by itself ends sooner.
 */
const PASS = `
local prefix, by = KEYS[1], tonumber(ARGV[1])
for _, name in ipairs({ ':due', ':owed' }) do
  local key = prefix .. name
  for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do redis.call('ZINCRBY', key, -by, member) end
end
local live = redis.call('HGETALL', prefix .. ':live')
for at = 1, #live, 2 do
  local session, deadline, horizon, recorded = string.match(live[at + 1], '^(%S+) (%d+) (%d+) ([01])$')
  local moved = string.format('%s %.0f %.0f %s', session, deadline - by, horizon - by, recorded)
  redis.call('HSET', prefix .. ':live', live[at], moved)
end
local begun = redis.call('HGETALL', prefix .. ':begun')
for at = 1, #begun, 2 do
  local session, instant = string.match(begun[at + 1], '^(%S+) (%d+)$')
  redis.call('HSET', prefix .. ':begun', begun[at], string.format('%s %.0f', session, instant - by))
end
for _, key in ipairs(redis.call('KEYS', prefix .. ':ended:*')) do
  local left = redis.call('PTTL', key) - by
  if left > 0 then redis.call('PEXPIRE', key, string.format('%.0f', left)) else redis.call('DEL', key) end
end`;

export async function passTime(
  client: Redis,
  milliseconds: number,
  prefix = '{sekisho:session}',
): Promise<void> {
  await client.eval(PASS, 1, prefix, milliseconds);
}
