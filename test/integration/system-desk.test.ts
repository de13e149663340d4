import { dayInJapan } from '../../src/calendar/japan-time.js';
import { policyMatrix } from '../../src/policy/matrix.js';
import { loadPolicy } from '../../src/policy/load.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { redisMissing, startRedis, type TestRedis } from '../support/redis-server.js';
import { describeUnless } from '../support/skip.js';

/** Who is logged in, what roles may do, and how the systems are, for those who look after them. */

const ADMIN = { purpose: 'ADMINISTRATION', from: '127.0.0.4' } as const;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
});
afterAll(() => gateway?.stop());

interface Sessions {
  readonly sessions: readonly {
    readonly account: string;
    readonly nameJa: string;
    readonly begun: string;
    readonly ends: string;
  }[];
}
const SESSIONS = '{ sessions { account nameJa nameEn begun ends } }';
const sessions = async () =>
  (await gateway.as<Sessions>('admin', { query: SESSIONS, ...ADMIN })).data.sessions;

test('who is logged in is listed by account, and whoever is ended is gone from the list', async () => {
  await gateway.as('clerk', { query: '{ viewer { account } }' });
  await gateway.as('dashboard', { query: '{ viewer { account } }', from: '127.0.0.4' });
  const open = await sessions();
  // A machine has no session.
  expect(open.map(({ account }) => account)).toEqual(['admin', 'clerk']);
  for (const { begun, ends, nameJa } of open) {
    expect(nameJa).toMatch(/\S/);
    expect(Date.parse(ends) - Date.parse(begun)).toBeGreaterThanOrEqual(5 * 60_000 - 1_000);
  }
  const { data } = await gateway.as<{ endSession: { ended: boolean } }>('admin', {
    ...{ query: 'mutation { endSession(account: "clerk") { ended } }', ...ADMIN },
  });
  expect(data.endSession.ended).toBe(true);
  expect((await sessions()).map(({ account }) => account)).toEqual(['admin']);
});

interface Matrix {
  readonly policyMatrix: readonly {
    readonly role: string;
    readonly classJa: string;
    readonly classEn: string;
    readonly verbsJa: readonly string[];
    readonly conditionsJa: readonly string[];
    readonly conditionsEn: readonly string[];
  }[];
}
const MATRIX = `query ($role: ID) { policyMatrix(role: $role) {
  role roleJa roleEn purpose class classJa classEn verbs verbsJa verbsEn conditionsJa conditionsEn } }`;

test('the matrix has every line of MATRIX.md and no other, and all of one role where one is asked for', async () => {
  const ask = async (role?: string) =>
    (await gateway.as<Matrix>('manager', { query: MATRIX, variables: { role }, purpose: 'ADMINISTRATION' }))
      .data.policyMatrix;
  const all = await ask();
  const [, roles = ''] = (await policyMatrix(loadPolicy('policy/koganei'))).split('## 役割ごとの権限');
  const [table = ''] = roles.split('## 対象者の事情');
  const printed = [...table.matchAll(/^\|[^|]*\|[^|]*\|(.*)\|$/gm)].map(([, cells = '']) => cells.trim());
  const told = all.map(({ classJa, classEn, verbsJa, conditionsJa }) =>
    [`${classJa} / ${classEn}`, verbsJa.join('・'), conditionsJa.join('、')].join(' | ').trim(),
  );
  expect(printed.filter((line) => !line.startsWith('---') && !line.startsWith('項目の区分'))).toEqual(told);
  for (const { conditionsJa, conditionsEn } of all) expect(conditionsEn).toHaveLength(conditionsJa.length);
  expect(await ask('auditor')).toEqual(all.filter(({ role }) => role === 'auditor'));
  expect(await ask('nobody')).toEqual([]);
});

interface Health {
  readonly systemHealth: {
    readonly sources: readonly {
      readonly system: string;
      readonly connected: boolean;
      readonly answers: boolean;
      readonly circuit: string;
      readonly latencyMs: number | null;
      readonly lastAnswer: string | null;
    }[];
    readonly sessions: string;
    readonly sessionClockAheadMs: number | null;
    readonly today: string;
    readonly dayIsSet: boolean;
    readonly freeBytes: number | null;
    readonly spaceIsLow: boolean;
  };
}
const HEALTH = `{ systemHealth { sources { system nameJa nameEn connected answers circuit latencyMs timeoutMs lastAnswer }
  sessions sessionClockAheadMs now today dayIsSet freeBytes spaceIsLow } }`;
const health = async (of: TestGateway) =>
  (await of.as<Health>('admin', { query: HEALTH, ...ADMIN })).data.systemHealth;

test('of each source it is told whether it is connected and answers, how quickly, and when it last did', async () => {
  await gateway.as('clerk', {
    query: '{ residents(where: {birthDateFrom: "1900-01-01"}, first: 1) { nodes { name { kanji } } } }',
    ...{ purpose: 'RECOMMEND' },
  });
  const told = await health(gateway);
  const of = (system: string) => told.sources.find((one) => one.system === system);
  expect(of('RESIDENT_REGISTRY')).toMatchObject({ connected: true, answers: true, circuit: 'CLOSED' });
  expect(of('RESIDENT_REGISTRY')?.latencyMs).toBeGreaterThan(0);
  expect(dayInJapan(of('RESIDENT_REGISTRY')?.lastAnswer ?? '')).toBe('2023-06-27');
  expect(of('VACCINATION_RECORD_SYSTEM')).toMatchObject({
    connected: false,
    answers: false,
    latencyMs: null,
  });
  expect(told).toMatchObject({ sessions: 'IN_MEMORY', sessionClockAheadMs: null, spaceIsLow: false });
  expect(told).toMatchObject({ today: '2023-06-27', dayIsSet: true });
});

test('a source that has died is told as one that does not answer', async () => {
  const alone = await startTestGateway({}, { intermediate: true });
  try {
    await alone.network.close();
    for (let at = 0; at < 2; at += 1)
      await alone.as('number-clerk', { query: '{ provisionRequests { totalCount } }', purpose: 'HISTORY' });
    const { sources } = await health(alone);
    expect(sources.find(({ system }) => system === 'INTERMEDIATE_SERVER')).toMatchObject({
      ...{ connected: true, answers: false },
    });
    expect(sources.find(({ system }) => system === 'RESIDENT_REGISTRY')).toMatchObject({ answers: true });
  } finally {
    await alone.stop().catch(() => undefined);
  }
});

test.each([
  ['clerk', { purpose: 'HISTORY' }],
  ['disclosure', { purpose: 'DISCLOSURE', from: '127.0.0.4' }],
])('a %s is told none of it', async (account, how) => {
  for (const query of [SESSIONS, HEALTH, '{ policyMatrix { role } }']) {
    const { errors } = await gateway.as(account, { query, ...how });
    expect(errors).toHaveLength(1);
  }
});

describeUnless(redisMissing(), 'with a Redis', () => {
  let redis: TestRedis;
  let shared: TestGateway;
  beforeAll(async () => {
    redis = await startRedis();
    shared = await startTestGateway({ REDIS_URL: redis.url.href });
  });
  afterAll(async () => {
    await shared?.stop();
    await redis?.stop();
  });

  test('its clock is told beside this machine’s, and the sessions of all replicas are listed', async () => {
    const told = await health(shared);
    expect(told.sessions).toBe('ANSWERS');
    expect(Math.abs(told.sessionClockAheadMs ?? Infinity)).toBeLessThan(60_000);
    const { data } = await shared.as<Sessions>('admin', { query: SESSIONS, ...ADMIN });
    expect(data.sessions.map(({ account }) => account)).toEqual(['admin']);
  });
});
