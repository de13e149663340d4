import { connectRedis } from '../../src/shared-state/redis-client.js';
import { RedisSessions } from '../../src/shared-state/redis-sessions.js';
import type { Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { redisMissing, startRedis, type TestRedis } from '../support/redis-server.js';
import { describeUnless } from '../support/skip.js';

const QUERY = '{ residents(where: {}, first: 3) { nodes { atenaNumber name { kanji } } } }';

describeUnless(redisMissing(), 'a shared Redis that fails', () => {
  let redis: TestRedis;
  let gateway: TestGateway;
  beforeAll(async () => {
    redis = await startRedis();
    gateway = await startTestGateway({ REDIS_URL: redis.url.href });
  });
  afterAll(async () => {
    await gateway?.stop();
    await redis?.stop();
  });

  const askResidents = () => gateway.as('clerk', { query: QUERY, purpose: 'HISTORY', case: '2023-0001' });

  function expectRefusal(answer: Answer<unknown>): void {
    expect(answer.status).toBe(503);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors[0]).toMatchObject({
      message: expect.stringContaining('session cannot be checked'),
      extensions: {
        code: 'SOURCE_UNAVAILABLE',
        messageJa: expect.stringContaining('セッションを確認できない'),
        retryable: true,
      },
    });
    expect(answer.record).toMatch(/^gw1\/\d+$/);
  }

  async function askUntil(status: number): Promise<Answer<unknown>> {
    for (;;) {
      const answer = await askResidents();
      if (answer.status === status) return answer;
      expectRefusal(answer);
    }
  }

  /** docs/attacks.md M5: whoever sends requests to this gateway is told that they are refused, and by what. */
  async function expectNotReady(): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${gateway.port}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ status: 'not ready', sessions: 'DOES_NOT_ANSWER', audit: 'sealing' }),
    ]);
  }

  async function readyAgain(): Promise<void> {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${gateway.port}/readyz`);
      const { sessions } = (await answer.json()) as { sessions: string };
      if (answer.status === 200) return expect(sessions).toBe('ANSWERS');
    }
  }

  test('killed: nobody is let through unchecked, no source is asked, machines go on, and it comes back by itself', async () => {
    expect((await askResidents()).status).toBe(200);
    const gone = new Promise((resolve) => redis.process.once('exit', resolve));
    redis.process.kill('SIGKILL');
    await gone;
    gateway.statements.length = 0;
    for (let round = 0; round < 2; round++) expectRefusal(await askResidents());
    expect(gateway.statements).toEqual([]);
    await expectNotReady();
    expect((await gateway.as('dashboard', { query: '{ viewer { account } }' })).status).toBe(200);
    redis = await startRedis(Number(redis.url.port));
    await askUntil(200);
    await readyAgain();
  });

  test('hanging: the request is refused in seconds, and answered again when it goes on', async () => {
    await askUntil(200);
    redis.process.kill('SIGSTOP');
    expectRefusal(await askResidents());
    await expectNotReady();
    redis.process.kill('SIGCONT');
    await askUntil(200);
  });

  test('read-only, as a replica is after a wrong failover: refused', async () => {
    const client = connectRedis(redis.url, () => undefined);
    await client.replicaof('127.0.0.1', 1);
    expectRefusal(await askResidents());
    await expectNotReady();
    await client.replicaof('NO', 'ONE');
    await askUntil(200);
    await client.quit();
  });

  test('holding something else under its keys: refused, never taken for an open session', async () => {
    const client = connectRedis(redis.url, () => undefined);
    await client.set('{sekisho:session}:live', 'something else');
    expectRefusal(await askResidents());
    await client.del('{sekisho:session}:live');
    await askUntil(200);
    await client.quit();
  });
});

test('an answer of Redis that makes no sense is a refusal', async () => {
  for (const nonsense of [null, 'OK', 1, [], ['YES', '', null]]) {
    const store = new RedisSessions({
      eval: async () => nonsense,
      quit: async () => 'OK',
      disconnect: () => undefined,
    });
    const touch = { account: 'a', session: 's', automatic: false, idle: 1, absolute: false, life: 1 };
    await expect(store.touch(touch)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  }
});
