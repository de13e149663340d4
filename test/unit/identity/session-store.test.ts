import fc from 'fast-check';
import type { LogoutCause } from '../../../src/audit/record/record.js';
import { AskedSessions } from '../../../src/shared-state/asked-state.js';
import { MemorySessions } from '../../../src/shared-state/memory-sessions.js';
import { connectRedis } from '../../../src/shared-state/redis-client.js';
import { RedisSessions } from '../../../src/shared-state/redis-sessions.js';
import {
  LEASE,
  TAKEN_AT_ONCE,
  type SessionStore,
  type SessionTouch,
} from '../../../src/shared-state/session-store.js';
import { passTime } from '../../support/redis-time.js';
import { freePort, redisMissing, startRedis, type TestRedis } from '../../support/redis-server.js';
import { describeUnless } from '../../support/skip.js';
import { startStateProcess } from '../../support/workers/kept-state.js';
import { event, IDLE, ModelSessions, type Event } from './session-model.js';

interface Harness {
  readonly store: SessionStore;
  pass(milliseconds: number): Promise<void>;
}

const MINUTE = 60_000;
/** Redis goes by a real clock: what is to happen around a deadline keeps this far from it. */
const NEAR = 5_000;

const by = (session: string, more: Partial<SessionTouch> = {}): SessionTouch => ({
  account: 'clerk',
  session,
  automatic: false,
  idle: IDLE,
  absolute: false,
  life: 8 * 60 * MINUTE,
  ...more,
});

/** What every store promises. */
function contract(fresh: () => Promise<Harness>): void {
  let store: SessionStore;
  let pass: Harness['pass'];
  beforeEach(async () => ({ store, pass } = await fresh()));

  const open = async (session: string, more: Partial<SessionTouch> = {}) => {
    const touched = await store.touch(by(session, more));
    expect(touched.kind).toBe('OPENED');
    expect(await store.confirm(more.account ?? 'clerk', session)).toBeNull();
    return touched;
  };
  const kind = async (session: string, more: Partial<SessionTouch> = {}) =>
    (await store.touch(by(session, more))).kind;
  const end = (session: string, cause: LogoutCause, account = 'clerk') => ({ account, session, cause });

  test('a session is open from its recorded log-in on, and each request by the user extends it', async () => {
    expect(await open('a')).toEqual({ kind: 'OPENED', ended: null });
    for (let i = 0; i < 3; i++) {
      await pass(IDLE - NEAR);
      expect(await store.touch(by('a'))).toEqual({ kind: 'LIVE' });
    }
  });

  test('it ends when the user has been idle for its time, and never comes back', async () => {
    await open('a');
    await pass(IDLE + 1);
    expect(await store.touch(by('a'))).toEqual({ kind: 'ENDED', cause: 'IDLE', ended: end('a', 'IDLE') });
    expect(await store.touch(by('a'))).toEqual({ kind: 'ENDED', cause: 'IDLE', ended: null });
    await pass(7 * 60 * MINUTE);
    expect(await kind('a')).toBe('ENDED');
  });

  test('automatic requests are answered within it but do not extend it', async () => {
    await open('a');
    for (let i = 0; i < 4; i++) {
      await pass(MINUTE);
      expect(await kind('a', { automatic: true })).toBe('LIVE');
    }
    await pass(MINUTE + 1);
    expect(await kind('a', { automatic: true })).toBe('ENDED');
  });

  test('the list has every open session that is recorded, and asking extends none', async () => {
    expect(await store.list()).toEqual([]);
    await open('a');
    await open('b', { account: 'manager of two words' });
    await store.touch(by('c', { account: 'not-recorded' }));
    const accounts = async () => (await store.list()).map(({ account }) => account).sort();
    expect(await accounts()).toEqual(['clerk', 'manager of two words']);
    await pass(IDLE - NEAR);
    await store.touch(by('a'));
    const times = (await store.list()).find(({ account }) => account === 'clerk');
    expect(times?.since).toBeGreaterThanOrEqual(IDLE - NEAR);
    expect(times?.left).toBeGreaterThan(IDLE - NEAR);
    await pass(NEAR + 1);
    expect(await accounts()).toEqual(['clerk']);
    await store.end('clerk', 'USER');
    expect(await store.list()).toEqual([]);
  });

  test('its times are told while it is open and recorded, and asking extends nothing', async () => {
    await store.touch(by('a'));
    expect(await store.times('clerk', 'a')).toBeNull();
    await store.confirm('clerk', 'a');
    for (let minute = 1; minute < 5; minute++) {
      await pass(MINUTE);
      const times = await store.times('clerk', 'a');
      // A real clock has gone on a little as well.
      expect(Math.abs((times?.since ?? 0) - minute * MINUTE)).toBeLessThan(NEAR);
      expect(Math.abs((times?.left ?? 0) - IDLE + minute * MINUTE)).toBeLessThan(NEAR);
    }
    expect(await store.times('clerk', 'b')).toBeNull();
    await store.touch(by('a'));
    await pass(MINUTE);
    expect((await store.times('clerk', 'a'))?.left).toBeGreaterThan(IDLE - MINUTE - NEAR);
    expect((await store.times('clerk', 'a'))?.since).toBeGreaterThan(5 * MINUTE - NEAR);
    await pass(IDLE);
    expect(await store.times('clerk', 'a')).toBeNull();
  });

  test('an automatic request opens none, and leaves the token good for its user', async () => {
    expect(await store.touch(by('a', { automatic: true }))).toEqual({ kind: 'NOT_OPEN', ended: null });
    await open('a');
  });

  test('an automatic request displaces nobody', async () => {
    await open('a');
    expect(await kind('b', { automatic: true })).toBe('NOT_OPEN');
    expect(await kind('a')).toBe('LIVE');
  });

  test('in absolute mode nothing extends it', async () => {
    await open('a', { absolute: true });
    await pass(IDLE - NEAR);
    expect(await kind('a', { absolute: true })).toBe('LIVE');
    await pass(NEAR + 1);
    expect(await kind('a', { absolute: true })).toBe('ENDED');
  });

  test('a later login ends the earlier one for good, also after its own end', async () => {
    await open('a');
    expect(await open('b')).toEqual({ kind: 'OPENED', ended: end('a', 'ANOTHER_LOGIN') });
    expect(await store.touch(by('a'))).toEqual({ kind: 'ENDED', cause: 'ANOTHER_LOGIN', ended: null });
    expect(await kind('b')).toBe('LIVE');
    await store.end('clerk', 'USER', 'b');
    expect(await kind('a')).toBe('ENDED');
    expect(await kind('b')).toBe('ENDED');
  });

  test('a later login after an idle end finds the idle end', async () => {
    await open('a');
    await pass(IDLE + 1);
    expect(await open('b')).toEqual({ kind: 'OPENED', ended: end('a', 'IDLE') });
  });

  test('accounts do not disturb each other', async () => {
    await open('a');
    await open('b', { account: 'manager' });
    await store.end('manager', 'ADMINISTRATOR');
    expect(await kind('a')).toBe('LIVE');
    expect(await kind('b', { account: 'manager' })).toBe('ENDED');
  });

  test('an end names the session it ended; where there is none, or another, it does nothing', async () => {
    expect(await store.end('clerk', 'ADMINISTRATOR')).toBeNull();
    await open('a');
    expect(await store.end('clerk', 'USER', 'b')).toBeNull();
    expect(await kind('a')).toBe('LIVE');
    expect(await store.end('clerk', 'ADMINISTRATOR')).toEqual(end('a', 'ADMINISTRATOR'));
    expect(await store.end('clerk', 'ADMINISTRATOR')).toBeNull();
  });

  test('one of a token that is good for ever is remembered for ever', async () => {
    const life = Number.MAX_SAFE_INTEGER;
    await open('a', { life });
    await store.end('clerk', 'USER');
    expect(await kind('a', { life })).toBe('ENDED');
    expect(await kind('a', { life })).toBe('ENDED');
  });
  test('an ended session is remembered while its token is good, and a renewed token lengthens that', async () => {
    await open('a', { life: 10 * MINUTE });
    await store.end('clerk', 'USER', 'a');
    await pass(9 * MINUTE);
    expect(await kind('a', { life: 10 * MINUTE })).toBe('ENDED');
    await pass(9 * MINUTE);
    expect(await kind('a', { life: MINUTE })).toBe('ENDED');
    await pass(2 * MINUTE);
    expect(await kind('a', { life: 1 })).toBe('OPENED');
  });

  test('a session that a renewed token was used in is remembered as long as that token is good', async () => {
    await open('a', { life: MINUTE });
    expect(await kind('a', { life: 60 * MINUTE })).toBe('LIVE');
    await store.end('clerk', 'USER', 'a');
    await pass(59 * MINUTE);
    expect(await kind('a', { life: MINUTE })).toBe('ENDED');
  });

  describe('a log-in that is not recorded', () => {
    test('opens again with each request by the user, and carries no automatic one', async () => {
      expect(await kind('a')).toBe('OPENED');
      expect(await kind('a', { automatic: true })).toBe('NOT_OPEN');
      expect(await kind('a')).toBe('OPENED');
    });

    test('has no end to record', async () => {
      await store.touch(by('a'));
      expect(await store.touch(by('b'))).toEqual({ kind: 'OPENED', ended: null });
      expect(await store.end('clerk', 'ADMINISTRATOR')).toBeNull();
      await pass(IDLE + LEASE);
      expect(await store.takeEnded()).toEqual([]);
    });

    test('learns when it is confirmed that it has ended meanwhile, and how', async () => {
      await store.touch(by('a'));
      await store.touch(by('b'));
      expect(await store.confirm('clerk', 'a')).toBe('ANOTHER_LOGIN');
      await store.end('clerk', 'ADMINISTRATOR');
      expect(await store.confirm('clerk', 'b')).toBe('ADMINISTRATOR');
    });
  });

  describe('ends to record', () => {
    test('are handed out once, and again only when nobody has settled them in time', async () => {
      await open('a');
      await open('m', { account: 'the manager' });
      expect(await store.takeEnded()).toEqual([]);
      await pass(IDLE + 1);
      const taken = await store.takeEnded();
      expect([...taken].sort((x, y) => (x.account < y.account ? -1 : 1))).toEqual([
        end('a', 'IDLE'),
        end('m', 'IDLE', 'the manager'),
      ]);
      expect(await store.takeEnded()).toEqual([]);
      await store.settle(taken.filter((one) => one.session === 'a'));
      await pass(LEASE + 1);
      const again = await store.takeEnded();
      expect(again).toEqual([end('m', 'IDLE', 'the manager')]);
      expect(await store.takeEnded()).toEqual([]);
      await store.settle(again);
      await pass(10 * LEASE);
      expect(await store.takeEnded()).toEqual([]);
    });

    test('include those a request was told of and did not settle', async () => {
      await open('a');
      const { ended } = (await open('b')) as { ended: unknown };
      await pass(LEASE + 1);
      expect(await store.takeEnded()).toEqual([ended]);
    });

    test('come some at a time, however many there are', async () => {
      for (let i = 0; i < TAKEN_AT_ONCE + 7; i++) await open(`s${i}`, { account: `a${i}` });
      await pass(IDLE + 1);
      expect(await store.takeEnded()).toHaveLength(TAKEN_AT_ONCE);
      expect(await store.takeEnded()).toHaveLength(7);
      expect(await store.takeEnded()).toHaveLength(0);
    });
  });

  test('at the same time, one of many requests finds the idle end, and one of two logins stays', async () => {
    await open('a');
    await pass(IDLE + 1);
    const touched = await Promise.all(Array.from({ length: 20 }, () => store.touch(by('a'))));
    expect(touched.filter((one) => one.kind === 'ENDED' && one.ended !== null)).toHaveLength(1);
    await Promise.all(['x', 'y'].map((session) => store.touch(by(session))));
    const kinds = await Promise.all(['x', 'y'].map((session) => kind(session)));
    expect(kinds.sort()).toEqual(['ENDED', 'OPENED']);
  });

  test('any sequence of events comes out as a plain reading of the rules says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), async (events) => {
        const harness = await fresh();
        const model = new ModelSessions();
        for (const one of events) expect(await play(harness, one)).toEqual(model.play(one));
      }),
      { numRuns: 150 },
    );
  });
}

/** One event on a real store, as what can be seen of it. The sessions of two accounts never share a name. */
async function play({ store, pass }: Harness, one: Event): Promise<unknown> {
  if (one.what === 'pass') return void (await pass(one.by));
  if (one.what === 'end')
    return store.end(one.account, 'ADMINISTRATOR', one.only && `${one.account}-${one.only}`);
  if (one.what === 'sweep') {
    const taken = await store.takeEnded();
    if (one.settle) await store.settle(taken);
    return taken.map((ended) => `${ended.cause} ${ended.session}`).sort();
  }
  const { account, automatic, absolute, life } = one;
  const session = `${account}-${one.session}`;
  const touched = await store.touch({ account, session, automatic, absolute, idle: IDLE, life });
  const confirmed = touched.kind === 'OPENED' && one.confirm ? await store.confirm(account, session) : null;
  return { ...touched, confirmed };
}

describe('in memory', () => {
  contract(async () => {
    let now = 0;
    return { store: new MemorySessions(() => now), pass: async (milliseconds) => void (now += milliseconds) };
  });

  test('the end falls on the millisecond', async () => {
    let now = 0;
    const store = new MemorySessions(() => now);
    await store.touch(by('a'));
    await store.confirm('clerk', 'a');
    now = IDLE - 1;
    expect((await store.touch(by('a', { automatic: true }))).kind).toBe('LIVE');
    now = IDLE;
    expect((await store.touch(by('a'))).kind).toBe('ENDED');
  });

  test('nothing is kept for ever', async () => {
    let now = 0;
    const store = new MemorySessions(() => now);
    for (let i = 0; i < 500; i++) {
      await store.touch(by(`s${i}`, { account: `a${i % 9}` }));
      await store.confirm(`a${i % 9}`, `s${i}`);
    }
    now += 9 * 60 * MINUTE;
    for (let taken = await store.takeEnded(); taken.length > 0; taken = await store.takeEnded())
      await store.settle(taken);
    const sizes = Object.values(store)
      .filter((member) => member instanceof Map)
      .map((map) => (map as Map<unknown, unknown>).size);
    expect(sizes).toEqual([0, 0, 0]);
  });
});

describe('with another process', () => {
  const kept = startStateProcess();
  afterAll(() => kept.stop());
  contract(async () => {
    await kept.empty();
    return { store: new AskedSessions(kept.ask), pass: (milliseconds) => kept.pass(milliseconds) };
  });

  test('one that is gone refuses, in words', async () => {
    const gone = startStateProcess();
    gone.stop();
    await expect(new AskedSessions(gone.ask).touch(by('a'))).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });
});

describeUnless(redisMissing(), 'in Redis', () => {
  let redis: TestRedis;
  let client: ReturnType<typeof connectRedis>;
  beforeAll(async () => {
    redis = await startRedis();
    client = connectRedis(redis.url, () => undefined);
  });
  afterAll(async () => {
    await client?.quit();
    await redis?.stop();
  });

  contract(async () => {
    await client.flushall();
    return { store: new RedisSessions(client), pass: (milliseconds) => passTime(client, milliseconds) };
  });

  test('every key ends by itself, and none holds more than accounts, hashes and causes', async () => {
    await client.flushall();
    const store = new RedisSessions(client);
    await store.touch(by('aaaa'));
    await store.confirm('clerk', 'aaaa');
    await store.touch(by('bbbb'));
    const keys = (await client.keys('*')).sort();
    expect(keys).toEqual(
      ['begun', 'due', 'ended:aaaa', 'live', 'owed'].map((name) => `{sekisho:session}:${name}`),
    );
    for (const key of keys) expect(await client.pttl(key)).toBeGreaterThan(0);
    expect(await client.hgetall('{sekisho:session}:live')).toEqual({
      clerk: expect.stringMatching(/^bbbb \d{13} \d{13} 0$/),
    });
    expect(await client.hgetall('{sekisho:session}:begun')).toEqual({
      clerk: expect.stringMatching(/^bbbb \d{13}$/),
    });
    expect(await client.zrange('{sekisho:session}:owed', 0, -1)).toEqual(['ANOTHER_LOGIN aaaa clerk']);
    await store.confirm('clerk', 'bbbb');
    await client.persist('{sekisho:session}:owed');
    await store.end('clerk', 'USER');
    expect(await client.pttl('{sekisho:session}:owed')).toBeGreaterThan(0);
  });

  test('two replicas see one state', async () => {
    await client.flushall();
    const [one, other] = [new RedisSessions(client), new RedisSessions(client.duplicate())];
    await one.touch(by('a'));
    await one.confirm('clerk', 'a');
    expect((await other.touch(by('a'))).kind).toBe('LIVE');
    expect(await other.end('clerk', 'USER', 'a')).not.toBeNull();
    expect((await one.touch(by('a'))).kind).toBe('ENDED');
    await other.close();
  });

  test('of two replicas that look for idle sessions at once, each is given others', async () => {
    await client.flushall();
    const stores = [new RedisSessions(client), new RedisSessions(client.duplicate())];
    for (let i = 0; i < 30; i++) {
      await stores[0]?.touch(by(`s${i}`, { account: `a${i}` }));
      await stores[0]?.confirm(`a${i}`, `s${i}`);
    }
    await passTime(client, IDLE + 1);
    const taken = (await Promise.all(stores.map((store) => store.takeEnded()))).flat();
    expect(new Set(taken.map(({ session }) => session)).size).toBe(30);
    expect(taken).toHaveLength(30);
    await stores[1]?.close();
  });
});

test('a Redis that is gone means a refusal with a readable text, whatever is asked of it', async () => {
  const client = connectRedis(new URL(`redis://127.0.0.1:${await freePort()}`), () => undefined);
  const store = new RedisSessions(client);
  const refused = {
    code: 'SOURCE_UNAVAILABLE',
    ja: expect.stringContaining('セッション'),
    en: expect.stringContaining('session'),
  };
  await expect(store.touch(by('a'))).rejects.toMatchObject(refused);
  await expect(store.end('clerk', 'USER')).rejects.toMatchObject(refused);
  await expect(store.takeEnded()).rejects.toMatchObject(refused);
  client.disconnect();
});
