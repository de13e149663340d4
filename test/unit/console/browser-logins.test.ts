import { Redis } from 'ioredis';
import { createBrowserLogins, loginName, type BrowserLogins } from '../../../src/console/browser-logins.js';
import { redisMissing, startRedis, type TestRedis } from '../../support/redis-server.js';
import { describeUnless } from '../../support/skip.js';
import { startStateProcess } from '../../support/workers/kept-state.js';

/** What is kept for a browser, in memory and in a real Redis (docs/attacks.md Z4). */
const login = () => ({ token: 'eyJ.secret.token', expires: Date.now() + 60_000 });
const missing = redisMissing();
let redis: TestRedis | null = null;
const opened: BrowserLogins[] = [];
beforeAll(async () => {
  if (missing === null) redis = await startRedis();
});
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await redis?.stop();
});

async function open(url: URL | null): Promise<BrowserLogins> {
  const logins = await createBrowserLogins({ redisUrl: url, onFault: () => undefined });
  opened.push(logins);
  return logins;
}

function keeps(logins: () => Promise<BrowserLogins>): void {
  test('a login is found by its key alone, until it is ended', async () => {
    const kept = await logins();
    const one = login();
    const [key, other] = [await kept.open(one), await kept.open({ ...one, token: 'another' })];
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(key).not.toBe(other);
    expect(await kept.find(key)).toEqual(one);
    expect(await kept.find('A'.repeat(43))).toBeNull();
    await kept.end(loginName(key));
    expect(await kept.find(key)).toBeNull();
    expect(await kept.find(other)).toMatchObject({ token: 'another' });
  });

  test('one whose token has ended is not there', async () => {
    const kept = await logins();
    const key = await kept.open({ token: 'old', expires: Date.now() - 1 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await kept.find(key)).toBeNull();
  });
}

describe('in memory', () => keeps(() => open(null)));
describe('with another process', () => {
  const kept = startStateProcess();
  afterAll(() => kept.stop());
  keeps(() => createBrowserLogins({ redisUrl: null, ask: kept.ask, onFault: () => undefined }));

  test('one that is gone refuses', async () => {
    const gone = startStateProcess();
    gone.stop();
    const logins = await createBrowserLogins({ redisUrl: null, ask: gone.ask, onFault: () => undefined });
    await expect(logins.find('A'.repeat(43))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});
describeUnless(missing, 'in Redis', () => {
  keeps(() => open(redis?.url ?? null));

  test('another replica finds it; Redis itself holds neither key nor token', async () => {
    const url = redis?.url ?? new URL('redis://127.0.0.1');
    const key = await (await open(url)).open(login());
    expect(await (await open(url)).find(key)).toMatchObject({ token: 'eyJ.secret.token' });
    const client = new Redis(url.href);
    const names = await client.keys('*');
    const all = JSON.stringify([names, await client.mget(names)]);
    expect(names.length).toBeGreaterThan(0);
    for (const secret of [key, 'secret', 'eyJ']) expect(all).not.toContain(secret);
    client.disconnect();
  });

  test('what somebody wrote into Redis is no login', async () => {
    const url = redis?.url ?? new URL('redis://127.0.0.1');
    const client = new Redis(url.href);
    await client.flushall();
    const kept = await open(url);
    const keys = [await kept.open(login()), await kept.open(login())];
    const names = await client.keys('*');
    const [one = '', other = ''] = await client.mget(names);
    await client.mset(names[0] ?? '', other ?? '', names[1] ?? '', one ?? '');
    client.disconnect();
    expect(await Promise.all(keys.map((key) => kept.find(key)))).toEqual([null, null]);
  });
});
