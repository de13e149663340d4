import { AskedPersonLedger } from '../../../src/shared-state/asked-state.js';
import { MemoryPersonLedger } from '../../../src/shared-state/memory-person-ledger.js';
import type { PersonLedger } from '../../../src/shared-state/person-ledger.js';
import { connectRedis } from '../../../src/shared-state/redis-client.js';
import { RedisPersonLedger } from '../../../src/shared-state/redis-person-ledger.js';
import { freePort, redisMissing, startRedis, type TestRedis } from '../../support/redis-server.js';
import { describeUnless } from '../../support/skip.js';
import { startStateProcess } from '../../support/workers/kept-state.js';

const LIMIT = { cap: 5, windowSeconds: 3600 };
const people = (from: number, to: number) =>
  new Set(Array.from({ length: to - from }, (_, at) => `p${from + at}`));

interface Harness {
  readonly ledger: PersonLedger;
  endWindow(key: string): Promise<void>;
}

/** What every ledger promises. */
function contract(open: () => Harness): void {
  let harness: Harness;
  beforeAll(() => (harness = open()));

  test('a person seen again is not a further person', async () => {
    expect(await harness.ledger.enter('again', people(0, 3), LIMIT)).toEqual({ entered: true, distinct: 3 });
    expect(await harness.ledger.enter('again', people(1, 4), LIMIT)).toEqual({ entered: true, distinct: 4 });
  });

  test('the cap itself may be reached; what would go past it enters nobody', async () => {
    expect(await harness.ledger.enter('cap', people(0, 5), LIMIT)).toEqual({ entered: true, distinct: 5 });
    expect(await harness.ledger.enter('cap', people(4, 6), LIMIT)).toEqual({ entered: false, distinct: 5 });
    expect(await harness.ledger.enter('cap', people(0, 5), LIMIT)).toEqual({ entered: true, distinct: 5 });
    expect(await harness.ledger.enter('whole', people(0, 6), LIMIT)).toEqual({ entered: false, distinct: 0 });
    expect(await harness.ledger.enter('whole', people(6, 7), LIMIT)).toEqual({ entered: true, distinct: 1 });
  });

  test('a refused answer takes the places that are left, in its order, and never one more', async () => {
    await harness.ledger.enter('fill', people(0, 3), LIMIT);
    await harness.ledger.fill('fill', people(2, 9), LIMIT);
    expect(await harness.ledger.enter('fill', people(0, 5), LIMIT)).toEqual({ entered: true, distinct: 5 });
    expect(await harness.ledger.enter('fill', people(5, 6), LIMIT)).toEqual({ entered: false, distinct: 5 });
    await harness.ledger.fill('empty', people(0, 2), LIMIT);
    expect(await harness.ledger.enter('empty', people(2, 5), LIMIT)).toEqual({ entered: true, distinct: 5 });
  });

  test('keys are apart', async () => {
    await harness.ledger.enter('one', people(0, 5), LIMIT);
    expect(await harness.ledger.enter('other', people(5, 7), LIMIT)).toEqual({ entered: true, distinct: 2 });
  });

  test('of many at once no more get in than the cap allows', async () => {
    const tallies = await Promise.all(
      Array.from({ length: 20 }, (_, at) => harness.ledger.enter('crowd', people(at, at + 1), LIMIT)),
    );
    expect(tallies.filter((tally) => tally.entered)).toHaveLength(LIMIT.cap);
  });

  test('a window is read without anybody being entered, and none after its end', async () => {
    expect(await harness.ledger.read('told')).toBeNull();
    await harness.ledger.enter('told', people(0, 3), LIMIT);
    const window = await harness.ledger.read('told');
    expect(window?.distinct).toBe(3);
    expect(window?.left).toBeGreaterThan(3_500_000);
    expect(window?.left).toBeLessThanOrEqual(3_600_000);
    await harness.endWindow('told');
    expect(await harness.ledger.read('told')).toBeNull();
  });

  test('a new window knows nobody', async () => {
    await harness.ledger.enter('window', people(0, 5), LIMIT);
    await harness.endWindow('window');
    expect(await harness.ledger.enter('window', people(7, 9), LIMIT)).toEqual({ entered: true, distinct: 2 });
  });

  test('thousands at once are entered', async () => {
    const many = { cap: 20_000, windowSeconds: 3600 };
    expect(await harness.ledger.enter('many', people(0, 12_000), many)).toEqual({
      entered: true,
      distinct: 12_000,
    });
  });
}

describe('in memory', () => {
  let now = 0;
  contract(() => ({
    ledger: new MemoryPersonLedger(() => now),
    endWindow: async () => {
      now += LIMIT.windowSeconds * 1000;
    },
  }));

  test('entering does not lengthen the window', async () => {
    let time = 0;
    const ledger = new MemoryPersonLedger(() => time);
    await ledger.enter('key', people(0, 2), LIMIT);
    time = 3_599_999;
    expect(await ledger.enter('key', people(2, 3), LIMIT)).toMatchObject({ distinct: 3 });
    time = 3_600_000;
    expect(await ledger.enter('key', people(3, 4), LIMIT)).toMatchObject({ distinct: 1 });
  });
});

describe('with another process', () => {
  const kept = startStateProcess();
  afterAll(() => kept.stop());
  contract(() => ({
    ledger: new AskedPersonLedger(kept.ask),
    endWindow: () => kept.pass(LIMIT.windowSeconds * 1000),
  }));

  test('one that is gone refuses, in words', async () => {
    const gone = startStateProcess();
    gone.stop();
    await expect(new AskedPersonLedger(gone.ask).enter('key', people(0, 1), LIMIT)).rejects.toMatchObject({
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
  contract(() => ({
    ledger: new RedisPersonLedger(client),
    endWindow: async (key) => {
      await client.expire(`sekisho:persons:${key}`, 0);
    },
  }));

  test('the window has an end from the first entry on', async () => {
    await new RedisPersonLedger(client).enter('end', people(0, 1), LIMIT);
    expect(await client.ttl('sekisho:persons:end')).toBeGreaterThan(3_500);
  });

  test('a Redis that is gone refuses, in words', async () => {
    const nowhere = connectRedis(new URL(`redis://127.0.0.1:${await freePort()}`), () => undefined);
    await expect(new RedisPersonLedger(nowhere).enter('key', people(0, 1), LIMIT)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
    nowhere.disconnect();
  });
});
