/**
 * The operations on sessions in Redis. Each is one script, so that two replicas never see half of another's;
 * the clock is the server's. All keys share one hash tag, and so one slot of a cluster.
 *
 * KEYS
 *   1 live  hash: account → `session deadline horizon recorded`
 *   2 due   sorted set: accounts by deadline
 *   3 owed  sorted set: ends that are not yet settled, `cause session account`, by the end of their lease
 *   4 begun hash: account → `session instant`, apart from `live` so that replicas of before can read that
 * ARGV
 *   1 prefix of the keys of ended sessions; each holds the cause, and expires when no token of it can come
 *   2 lease; then the operation's own
 * Times are milliseconds.
 */
const COMMON = `
local live, due, owed, begun, ended_prefix, lease = KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1], tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

-- What the last replica leaves behind is gone after two days.
local function keep()
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, 172800000) end
end
local function read(account)
  local text = redis.call('HGET', live, account)
  if not text then return nil end
  local session, deadline, horizon, recorded = string.match(text, '^(%S+) (%d+) (%d+) ([01])$')
  return { session = session, deadline = tonumber(deadline), horizon = tonumber(horizon), recorded = recorded == '1' }
end
local function write(account, one)
  local flag = one.recorded and 1 or 0
  redis.call('HSET', live, account, string.format('%s %.0f %.0f %d', one.session, one.deadline, one.horizon, flag))
  redis.call('ZADD', due, one.deadline, account)
  keep()
end
-- A session whose LOGIN was never recorded has no LOGOUT either.
local function end_session(account, one, cause)
  redis.call('HDEL', live, account)
  redis.call('HDEL', begun, account)
  redis.call('ZREM', due, account)
  if one.horizon > now then redis.call('SET', ended_prefix .. one.session, cause, 'PX', string.format('%.0f', one.horizon - now)) end
  if not one.recorded then return false end
  local ended = cause .. ' ' .. one.session .. ' ' .. account
  redis.call('ZADD', owed, now + lease, ended)
  keep()
  return ended
end
-- The account's session; one that has run out is taken out on the way.
local function find(account)
  local one = read(account)
  if one == nil or now < one.deadline then return one, false end
  return nil, end_session(account, one, 'IDLE')
end
`;

/** ARGV: account, session, automatic, idle, absolute, life. Answers with kind, cause, end. */
export const TOUCH = `${COMMON}
local account, session, automatic, absolute = ARGV[3], ARGV[4], ARGV[5] == '1', ARGV[7] == '1'
local idle, life = tonumber(ARGV[6]), tonumber(ARGV[8])
local one, ended = find(account)
local cause = redis.call('GET', ended_prefix .. session)
if cause then
  if redis.call('PTTL', ended_prefix .. session) < life then redis.call('PEXPIRE', ended_prefix .. session, life) end
  return { 'ENDED', cause, ended }
end
if one and one.session == session then
  one.horizon = math.max(one.horizon, now + life)
  if one.recorded and not automatic and not absolute then one.deadline = now + idle end
  write(account, one)
  if one.recorded then return { 'LIVE', '', false } end
  return { automatic and 'NOT_OPEN' or 'OPENED', '', false }
end
if automatic then return { 'NOT_OPEN', '', ended } end
if one then ended = end_session(account, one, 'ANOTHER_LOGIN') end
write(account, { session = session, deadline = now + idle, horizon = now + life, recorded = false })
redis.call('HSET', begun, account, string.format('%s %.0f', session, now))
keep()
return { 'OPENED', '', ended }`;

/** ARGV: account, session. Answers with nothing, or with the cause. */
export const CONFIRM = `${COMMON}
local one = read(ARGV[3])
if one == nil or one.session ~= ARGV[4] then return redis.call('GET', ended_prefix .. ARGV[4]) or 'IDLE' end
one.recorded = true
write(ARGV[3], one)
return false`;

/**
 * Milliseconds since the beginning and until the end. A beginning that is not known, of a session that a replica of before
 * has opened, is now.
 */
const WITH_TIMES = `${COMMON}
local function times(account, one)
  if not one.recorded or now >= one.deadline then return false end
  local session, instant = string.match(redis.call('HGET', begun, account) or '', '^(%S+) (%d+)$')
  if session ~= one.session then instant = now end
  return { now - tonumber(instant), one.deadline - now }
end
`;

/** ARGV: account, session. Answers with nothing, or with its times. */
export const TIMES = `${WITH_TIMES}
local one = read(ARGV[3])
if one == nil or one.session ~= ARGV[4] then return false end
return times(ARGV[3], one)`;

/** Answers with account and times of each. */
export const LIST = `${WITH_TIMES}
local all = {}
for _, account in ipairs(redis.call('HKEYS', live)) do
  local one = read(account)
  local told = one and times(account, one)
  if told then all[#all + 1] = { account, told[1], told[2] } end
end
return all`;

/** ARGV: account, cause, the only session meant or an empty text. Answers with nothing, or with the end. */
export const END = `${COMMON}
local one, ended = find(ARGV[3])
if one == nil or (ARGV[5] ~= '' and one.session ~= ARGV[5]) then return ended end
return end_session(ARGV[3], one, ARGV[4])`;

/** ARGV: how many at most. Answers with ends. */
export const TAKE_ENDED = `${COMMON}
local most = tonumber(ARGV[3])
local taken = redis.call('ZRANGEBYSCORE', owed, '-inf', now, 'LIMIT', 0, most)
for _, ended in ipairs(taken) do redis.call('ZADD', owed, now + lease, ended) end
for _, account in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most - #taken)) do
  redis.call('ZREM', due, account)
  local _, ended = find(account)
  if ended then taken[#taken + 1] = ended end
end
return taken`;

/** ARGV: ends, as they were given out. */
export const SETTLE = `${COMMON}
for at = 3, #ARGV do redis.call('ZREM', owed, ARGV[at]) end
return false`;
