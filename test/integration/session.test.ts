import type { AuditRecord } from '../../src/audit/record/record.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { connectRedis } from '../../src/shared-state/redis-client.js';
import { join } from 'node:path';
import { ask, type Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy, recordsOf } from '../support/policy-copy.js';
import { passTime } from '../support/redis-time.js';
import { redisMissing, startRedis, type TestRedis } from '../support/redis-server.js';
import { describeUnless } from '../support/skip.js';

const FIVE_MINUTES = 5 * 60_000;
const QUERY = '{ viewer { account } }';
const AUTOMATIC = { headers: { 'sekisho-automatic': 'true' } };

const outcomeOf = (answer: Answer) => answer.errors[0]?.extensions.code ?? answer.status;

/** Comings and goings in the log, in short and in order, from the given account. */
async function comings(gateway: TestGateway, account: string): Promise<string[]> {
  const records = (await recordsOf(gateway)).filter(
    (one): one is AuditRecord & { kind: 'LOGIN' | 'LOGOUT' } =>
      (one.kind === 'LOGIN' || one.kind === 'LOGOUT') && one.account === account,
  );
  const names = [...new Set(records.map(({ session }) => session))];
  return records.map(
    (one) => `${one.kind === 'LOGIN' ? 'LOGIN' : `LOGOUT ${one.cause}`} ${names.indexOf(one.session) + 1}`,
  );
}

async function until(fulfilled: () => Promise<boolean>): Promise<void> {
  while (!(await fulfilled())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('one gateway', () => {
  let now = 0;
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({}, { sessions: { clock: () => now, sweepEvery: 10 } });
  });
  afterAll(() => gateway?.stop());

  const request = (token: string, more: Partial<Parameters<typeof ask>[1]> = {}) =>
    ask(gateway.port, { query: QUERY, token, ...more });

  test('five minutes and a millisecond after the last request the session is over, for good, and the clerk is told why', async () => {
    const token = await gateway.login('clerk');
    expect(outcomeOf(await request(token))).toBe(200);
    now += FIVE_MINUTES - 1;
    expect(outcomeOf(await request(token))).toBe(200);
    now += FIVE_MINUTES + 1;
    const answer = await request(token);
    expect(answer.status).toBe(401);
    expect(answer.errors[0]).toMatchObject({
      message: expect.stringContaining('5 minutes'),
      extensions: { code: 'SESSION_EXPIRED', messageJa: expect.stringContaining('5分間操作がなかったため') },
    });
    expect(answer.data ?? null).toBeNull();
    // The refusal itself rests on a record.
    expect(answer.record).toMatch(/^gw1\/\d+$/);
    now += FIVE_MINUTES;
    expect(outcomeOf(await request(token))).toBe('SESSION_EXPIRED');
    expect(await comings(gateway, 'clerk')).toEqual(['LOGIN 1', 'LOGOUT IDLE 1']);
  });

  test('polling is answered but does not keep the session alive, and does not open one', async () => {
    const token = await gateway.login('manager');
    const first = await request(token, AUTOMATIC);
    expect(outcomeOf(first)).toBe('SESSION_EXPIRED');
    expect(first.errors[0]?.message).toContain("Log in by a user's request");
    expect(outcomeOf(await request(token))).toBe(200);
    for (let minute = 0; minute < 4; minute++) {
      now += 60_000;
      expect(outcomeOf(await request(token, AUTOMATIC))).toBe(200);
    }
    now += 60_000;
    expect(outcomeOf(await request(token, AUTOMATIC))).toBe('SESSION_EXPIRED');
    expect(outcomeOf(await request(token))).toBe('SESSION_EXPIRED');
  });

  test('an end is recorded when it comes, though nobody asks again', async () => {
    await request(await gateway.login('vrs-clerk'));
    now += FIVE_MINUTES;
    await until(async () => (await comings(gateway, 'vrs-clerk')).length === 2);
    expect(await comings(gateway, 'vrs-clerk')).toEqual(['LOGIN 1', 'LOGOUT IDLE 1']);
  });

  test('a log-out needs no purpose, ends the session at once, and is in the log before its answer', async () => {
    const token = await gateway.login('auditor');
    const query = 'mutation { logout { ended } }';
    const answer = await request(token, { query });
    expect(answer.data).toEqual({ logout: { ended: true } });
    expect(await comings(gateway, 'auditor')).toEqual(['LOGIN 1', 'LOGOUT USER 1']);
    const next = await request(token);
    expect(outcomeOf(next)).toBe('SESSION_EXPIRED');
    expect(next.errors[0]?.extensions.messageJa).toContain('ログアウトしています');
    expect(outcomeOf(await request(token, { query }))).toBe('SESSION_EXPIRED');
  });

  test('a later login ends the earlier one, whose token does not come back when the later one has gone', async () => {
    const [earlier, later] = [await gateway.login('number-clerk'), await gateway.login('number-clerk')];
    expect(outcomeOf(await request(earlier))).toBe(200);
    expect(outcomeOf(await request(later))).toBe(200);
    const refused = await request(earlier);
    expect(outcomeOf(refused)).toBe('SESSION_EXPIRED');
    expect(refused.errors[0]?.extensions.messageJa).toContain('後からログイン');
    expect(outcomeOf(await request(later))).toBe(200);
    await request(later, { query: 'mutation { logout { ended } }' });
    expect(outcomeOf(await request(earlier))).toBe('SESSION_EXPIRED');
    expect(await comings(gateway, 'number-clerk')).toEqual([
      'LOGIN 1',
      'LOGOUT ANOTHER_LOGIN 1',
      'LOGIN 2',
      'LOGOUT USER 2',
    ]);
  });

  test('a machine has no session: no forced logout, tokens side by side, nothing to log out of', async () => {
    const [one, other] = [await gateway.login('dashboard'), await gateway.login('dashboard')];
    for (const token of [one, other, one]) {
      expect(outcomeOf(await request(token, AUTOMATIC))).toBe(200);
      now += FIVE_MINUTES + 1;
    }
    expect((await request(one, { query: 'mutation { logout { ended } }' })).data).toEqual({
      logout: { ended: false },
    });
    expect(await comings(gateway, 'dashboard')).toEqual([]);
  });

  test('an administrator ends the session of another, and the log says who did', async () => {
    const token = await gateway.login('contractor');
    await request(token, { from: '127.0.0.3' });
    const query = 'mutation ($account: ID!) { endSession(account: $account) { ended } }';
    const end = (account: string) =>
      gateway.as('admin', { query, variables: { account }, purpose: 'ADMINISTRATION' });
    expect((await end('contractor')).data).toEqual({ endSession: { ended: true } });
    expect((await end('nobody-of-this-name')).data).toEqual({ endSession: { ended: false } });
    expect(outcomeOf(await request(token, { from: '127.0.0.3' }))).toBe('SESSION_EXPIRED');
    expect(await comings(gateway, 'contractor')).toEqual(['LOGIN 1', 'LOGOUT ADMINISTRATOR 1']);
    const records = await recordsOf(gateway);
    expect(records.filter((one) => one.kind === 'CHANGE' && one.action === 'END_SESSION')).toEqual([
      expect.objectContaining({ account: 'admin', target: 'contractor' }),
    ]);
    expect(JSON.stringify(records)).not.toContain('nobody-of-this-name');
  });

  test('who does not administer accounts ends nobody else', async () => {
    const token = await gateway.login('clerk');
    await request(token);
    const query = 'mutation { endSession(account: "clerk") { ended } }';
    for (const [account, purpose] of [
      ['manager', 'HISTORY'],
      ['auditor', 'AUDIT'],
      ['dashboard', 'STATISTICS'],
    ] as const)
      expect(outcomeOf(await gateway.as(account, { query, purpose }))).toBe('FORBIDDEN');
    expect(outcomeOf(await request(token))).toBe(200);
  });

  test('the log verifies with the comings and goings in it', async () => {
    const keys = loadAuditKeys(join(gateway.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
    expect(await verifyLog(gateway.settings.auditDirectory, secretsOf(keys))).toMatchObject({
      whole: true,
      faults: [],
    });
  });
});

test('in absolute mode five minutes after the login end it whatever happens; the policy switches without a restart (X15)', async () => {
  const copy = new PolicyCopy();
  let now = 0;
  const gateway = await startTestGateway({}, { root: copy.root, sessions: { clock: () => now } });
  try {
    copy.write('session.json', copy.read('session.json').replace('"IDLE"', '"ABSOLUTE"'));
    await gateway.reload();
    for (now = 0; now < FIVE_MINUTES; now += 60_000)
      expect(outcomeOf(await gateway.as('clerk', { query: QUERY }))).toBe(200);
    const answer = await gateway.as('clerk', { query: QUERY });
    expect(outcomeOf(answer)).toBe('SESSION_EXPIRED');
    expect(answer.errors[0]?.extensions.messageJa).toContain('ログインから5分');
  } finally {
    await gateway.stop();
    copy.remove();
  }
});

describeUnless(redisMissing(), 'two gateways that share a Redis', () => {
  let redis: TestRedis;
  let client: ReturnType<typeof connectRedis>;
  let first: TestGateway;
  let second: TestGateway;
  beforeAll(async () => {
    redis = await startRedis();
    client = connectRedis(redis.url, () => undefined);
    first = await startTestGateway({ REDIS_URL: redis.url.href }, { sessions: { sweepEvery: 10 } });
    // The same keys and the same log folder, in which each has a writer of its own.
    const shared = { REDIS_URL: redis.url.href, SEKISHO_DATA: first.settings.dataDirectory };
    second = await startTestGateway(shared, { sessions: { sweepEvery: 10 } });
  });
  afterAll(async () => {
    await client?.quit();
    await second?.stop();
    await first?.stop();
    await redis?.stop();
  });

  const on = (gateway: TestGateway, token: string, query = QUERY) => ask(gateway.port, { query, token });

  test('a session opened on one is known to the other, and recorded once', async () => {
    const token = await first.login('clerk');
    for (const gateway of [first, second, first, second])
      expect(outcomeOf(await on(gateway, token))).toBe(200);
    expect(await comings(first, 'clerk')).toEqual(['LOGIN 1']);
  });

  test('a session ended on one is ended on the other', async () => {
    const token = await first.login('manager');
    await on(first, token);
    await on(second, token, 'mutation { logout { ended } }');
    expect(outcomeOf(await on(first, token))).toBe('SESSION_EXPIRED');
    expect(await comings(first, 'manager')).toEqual(['LOGIN 1', 'LOGOUT USER 1']);
  });

  test('a login on one ends the session on the other', async () => {
    const [earlier, later] = [await first.login('auditor'), await first.login('auditor')];
    await on(first, earlier);
    await on(second, later);
    expect(outcomeOf(await on(first, earlier))).toBe('SESSION_EXPIRED');
  });

  test('five idle minutes end it on both, and one of the two records it', async () => {
    const token = await first.login('vrs-clerk');
    await on(first, token);
    await passTime(client, FIVE_MINUTES + 1);
    await until(async () => (await comings(first, 'vrs-clerk')).includes('LOGOUT IDLE 1'));
    for (const gateway of [first, second])
      expect(outcomeOf(await on(gateway, token))).toBe('SESSION_EXPIRED');
    expect(await comings(first, 'vrs-clerk')).toEqual(['LOGIN 1', 'LOGOUT IDLE 1']);
  });

  test('a gateway that stops leaves the sessions to the others', async () => {
    const shared = { REDIS_URL: redis.url.href, SEKISHO_DATA: first.settings.dataDirectory };
    const third = await startTestGateway(shared);
    const token = await first.login('disclosure');
    await on(third, token);
    await third.stop();
    expect(outcomeOf(await on(first, token))).toBe(200);
    expect(await comings(first, 'disclosure')).toEqual(['LOGIN 1']);
  });

  test('an account that was ended loses its session when it is seen again', async () => {
    const copy = new PolicyCopy();
    const [before, after] = copy.read('accounts.json').split('"number-clerk": {');
    copy.write(
      'accounts.json',
      `${before}"number-clerk": {${after?.replace('"ends": null', '"ends": "2023-01-31"')}`,
    );
    // A store of its own, so that it takes the accounts from the changed file.
    const shared = {
      REDIS_URL: redis.url.href,
      SEKISHO_DATA: first.settings.dataDirectory,
      SEKISHO_STORE_URL: `sqlite:${join(copy.root, 'store.sqlite')}`,
    };
    const changed = await startTestGateway(shared, { root: copy.root });
    const token = await first.login('number-clerk');
    await on(first, token);
    expect(outcomeOf(await on(changed, token))).toBe('FORBIDDEN');
    expect(await comings(first, 'number-clerk')).toEqual(['LOGIN 1', 'LOGOUT ACCOUNT_ENDED 1']);
    expect(outcomeOf(await on(first, token))).toBe('SESSION_EXPIRED');
    await changed.stop();
    copy.remove();
  });

  test('nothing in Redis could be used as a token, or names anybody but accounts', async () => {
    const token = await first.login('clerk');
    await on(first, token);
    const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      jti: string;
    };
    const stored: unknown[] = [];
    for (const key of await client.keys('*'))
      stored.push(key, (await client.dumpBuffer(key)).toString('latin1'));
    const text = JSON.stringify(stored);
    expect(text).toContain('clerk');
    expect(text).not.toContain(jti);
    expect(text).not.toContain(token.slice(-20));
  });
});
