import { AskedCounter } from '../../../src/shared-state/asked-state.js';
import { MemoryCounter } from '../../../src/shared-state/memory-counter.js';
import { connectRedis } from '../../../src/shared-state/redis-client.js';
import { RedisCounter } from '../../../src/shared-state/redis-counter.js';
import type { Counter } from '../../../src/shared-state/counter.js';
import { freePort, redisMissing, startRedis, type TestRedis } from '../../support/redis-server.js';
import { describeUnless } from '../../support/skip.js';
import { startStateProcess } from '../../support/workers/kept-state.js';

interface Harness {
  readonly counter: Counter;
  /** Lets the window of the key end. */
  endWindow(key: string): Promise<void>;
}

/** What every counter promises. */
function contract(open: () => Harness): void {
  let harness: Harness;
  beforeAll(() => (harness = open()));

  test('hits add up with their weights', async () => {
    expect(await harness.counter.hit('sum', 60)).toBe(1);
    expect(await harness.counter.hit('sum', 60, 5)).toBe(6);
    expect(await harness.counter.hit('sum', 60)).toBe(7);
  });

  test('keys are counted apart', async () => {
    await harness.counter.hit('one', 60, 9);
    expect(await harness.counter.hit('other', 60)).toBe(1);
  });

  test('hits at the same time are all counted', async () => {
    const sums = await Promise.all(Array.from({ length: 50 }, () => harness.counter.hit('crowd', 60)));
    expect(new Set(sums).size).toBe(50);
    expect(Math.max(...sums)).toBe(50);
  });

  test('a window is read without being added to, and none after its end', async () => {
    expect(await harness.counter.read('told')).toBeNull();
    await harness.counter.hit('told', 60, 3);
    const window = await harness.counter.read('told');
    expect(window?.sum).toBe(3);
    expect(window?.left).toBeGreaterThan(50_000);
    expect(window?.left).toBeLessThanOrEqual(60_000);
    expect((await harness.counter.read('told'))?.sum).toBe(3);
    await harness.endWindow('told');
    expect(await harness.counter.read('told')).toBeNull();
  });

  test('a new window starts from nothing', async () => {
    await harness.counter.hit('window', 60, 3);
    await harness.endWindow('window');
    expect(await harness.counter.hit('window', 60)).toBe(1);
  });

  test.each([
    [0, 1],
    [60, 0],
    [60, -1],
    [60, NaN],
    [NaN, 1],
    [60, 0.5],
    [Infinity, 1],
  ])(
    'a window of %p with a weight of %p is refused, as it would switch the cap off',
    async (window, weight) => {
      await expect(harness.counter.hit('bad', window, weight)).rejects.toThrow(RangeError);
    },
  );
}

describe('in memory', () => {
  let now = 0;
  contract(() => ({
    counter: new MemoryCounter(() => now),
    endWindow: async () => {
      now += 60_000;
    },
  }));

  test('hits within a window do not lengthen it', async () => {
    let time = 0;
    const counter = new MemoryCounter(() => time);
    await counter.hit('k', 10);
    time = 9_999;
    expect(await counter.hit('k', 10)).toBe(2);
    time = 10_000;
    expect(await counter.hit('k', 10)).toBe(1);
  });

  test('finished windows are forgotten and running ones kept, however many there were', async () => {
    let time = 0;
    const counter = new MemoryCounter(() => time);
    await counter.hit('running', 1_000_000, 4);
    for (let i = 0; i < 5000; i++) {
      time += 1000;
      await counter.hit(`k${i}`, 1);
    }
    expect(await counter.hit('running', 1_000_000)).toBe(5);
    expect(
      Object.values(counter).find((member): member is Map<string, unknown> => member instanceof Map)?.size,
    ).toBeLessThan(1100);
  });
});

describe('with another process', () => {
  const kept = startStateProcess();
  afterAll(() => kept.stop());
  contract(() => ({ counter: new AskedCounter(kept.ask), endWindow: () => kept.pass(60_000) }));

  test('two processes share one sum', async () => {
    await new AskedCounter(kept.ask).hit('shared', 60);
    expect(await new AskedCounter(kept.ask).hit('shared', 60)).toBe(2);
  });

  test('one that is gone refuses, in words', async () => {
    const gone = startStateProcess();
    gone.stop();
    await expect(new AskedCounter(gone.ask).hit('key', 60)).rejects.toMatchObject({
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
    await new RedisCounter(client).close();
    await redis.stop();
  });

  contract(() => ({
    counter: new RedisCounter(client),
    endWindow: async (key) => {
      await client.pexpireat(`sekisho:count:${key}`, 1);
    },
  }));

  test('the first hit sets the end of the window and later ones leave it', async () => {
    const counter = new RedisCounter(client);
    await counter.hit('end', 60);
    expect(await client.pttl('sekisho:count:end')).toBeGreaterThan(0);
    await client.expire('sekisho:count:end', 5);
    await counter.hit('end', 60);
    expect(await client.pttl('sekisho:count:end')).toBeLessThanOrEqual(5000);
  });

  test('a key left without an end gets one, or its account would be shut out for good', async () => {
    await client.set('sekisho:count:stuck', 3);
    await new RedisCounter(client).hit('stuck', 60);
    expect(await client.ttl('sekisho:count:stuck')).toBeGreaterThan(0);
  });

  test('two replicas share one sum', async () => {
    const second = connectRedis(redis.url, () => undefined);
    await new RedisCounter(client).hit('shared', 60);
    expect(await new RedisCounter(second).hit('shared', 60)).toBe(2);
    await new RedisCounter(second).close();
  });
});

test('a Redis that is gone means a refusal, not an uncounted hit', async () => {
  const faults: unknown[] = [];
  const client = connectRedis(new URL(`redis://127.0.0.1:${await freePort()}`), (error) =>
    faults.push(error),
  );
  await expect(new RedisCounter(client).hit('k', 60)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(faults).not.toHaveLength(0);
  client.disconnect();
});
