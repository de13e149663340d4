import { createPrivateKey, randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { signAssertion } from '../../../adapters/intermediate-server/protocol/assertion.js';
import { SESSION_HEADER } from '../../../adapters/intermediate-server/protocol/terms.js';
import {
  KOGANEI,
  KOKUBUNJI,
  PERMISSIONS,
  sealed,
  startWorld,
  VACCINATIONS,
  type World,
} from '../../support/intermediate/world.js';

/** What runs out, what is good once, and what is written down of it. The clock is the test's. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let world: World;
let now: number;
let version: string;
beforeEach(async () => {
  now = Date.parse('2023-06-27T00:00:00Z');
  version = PERMISSIONS.version;
  world = await startWorld({
    manual: true,
    clock: () => now,
    permissions: () => ({ ...PERMISSIONS, version }),
  });
});
afterEach(() => world.end());

const call = () => ({ staff: 'A-1', signal: AbortSignal.timeout(10_000) });
const ask = async (provider = KOKUBUNJI, from = KOGANEI) => {
  const requestId = randomUUID();
  await world
    .of(from)
    .request(
      { requestId, row: '16の2', provider, items: [VACCINATIONS], condition: { kind: 'ALL' }, hidden: false },
      sealed(from, 1),
      call(),
    );
  return async () => (await world.of(from).inquiries([requestId], call()))[0];
};
const hold = () =>
  world
    .of(KOGANEI)
    .restrict(
      { requestId: randomUUID(), items: [VACCINATIONS], noAutomaticAnswer: true, nonDisclosure: null },
      sealed(KOGANEI, 1),
      call(),
    );
const pending = async () =>
  (
    await world
      .of(KOGANEI)
      .provisions(
        { states: ['AWAITING_APPROVAL', 'APPROVED', 'EXPIRED'], subject: null, after: null, max: 9 },
        call(),
      )
  )[0];
const approve = async (processingNumber: string) => {
  const contentHash =
    (await world.of(KOGANEI).provision(processingNumber, call()))?.payload.contentHash ?? '';
  return world.of(KOGANEI).approve({ requestId: randomUUID(), processingNumber, contentHash }, call());
};
const log = (institution: string) =>
  world.mock.state
    .prepare<[string], { sequence: number; kind: string }>(
      'SELECT sequence, kind FROM log WHERE institution = ? ORDER BY sequence',
    )
    .all(institution);

test('a permit that is not used in a quarter of an hour is good for nothing: nothing is sent', async () => {
  const status = await ask();
  let steps = 0;
  // Dies when the permit has been given, and wakes too late.
  world.mock.faults.at = (moment) => {
    if (moment === 'after LIST_CHECKED' && (steps += 1) === 1) throw new Error('stopped here');
  };
  expect(() => world.mock.advance()).toThrow('stopped here');
  now += 16 * MINUTE;
  world.mock.advance();
  expect(await status()).toMatchObject({ state: 'EXPIRED' });
  expect(world.mock.state.prepare('SELECT count(*) AS n FROM record').get()).toEqual({ n: 0 });
});

test('what nobody decides on in seven days has run out at both ends', async () => {
  await hold();
  const status = await ask(KOGANEI, KOKUBUNJI);
  world.mock.advance();
  now += 7 * DAY;
  world.mock.advance();
  expect((await status())?.state).toBe('SENT');
  now += MINUTE;
  world.mock.advance();
  expect([(await status())?.state, (await pending())?.state]).toEqual(['EXPIRED', 'EXPIRED']);
});

test('an approval is of today: after a day somebody must look again', async () => {
  await hold();
  const status = await ask(KOGANEI, KOKUBUNJI);
  world.mock.advance();
  await approve((await pending())?.processingNumber ?? '');
  now += DAY + MINUTE;
  world.mock.advance();
  expect([(await pending())?.state, (await status())?.state]).toEqual(['AWAITING_APPROVAL', 'SENT']);
  await approve((await pending())?.processingNumber ?? '');
  world.mock.advance();
  expect((await status())?.state).toBe('ANSWERED');
});

test('a provider whose copy of the list is another one than the network’s provides nothing (R199)', async () => {
  const status = await ask();
  world.mock.faults.listsHeld = true;
  version = 'another-version';
  world.mock.advance();
  expect(await status()).toMatchObject({ state: 'REFUSED', refusal: { code: 'LIST_VERSION', row: '16の2' } });
  world.mock.faults.listsHeld = false;
  const again = await ask();
  world.mock.advance();
  expect((await again())?.state).toBe('ANSWERED');
});

test('five idle minutes end a session, on record; the next call logs in anew (R182, R190)', async () => {
  await world.of(KOGANEI).institutions(call());
  now += 6 * MINUTE;
  await world.of(KOGANEI).institutions(call());
  expect(log(KOGANEI).map(({ kind }) => kind)).toEqual([
    'LOGIN',
    'OPERATION',
    'FORCED_LOGOUT',
    'REFUSED',
    'LOGIN',
    'OPERATION',
  ]);
  expect(log(KOGANEI).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(log(KOKUBUNJI)).toEqual([]);
});

test('the keys lie where nobody else can read them', () => {
  const folder = join(dirname(world.mock.state.name), 'keys');
  const modes = [folder, ...readdirSync(folder).map((name) => join(folder, name))].map((path) =>
    (statSync(path).mode & 0o777).toString(8),
  );
  expect(modes).toEqual(['700', '600', '600', '600']);
});

test('callers at one time share one log-in', async () => {
  await Promise.all([1, 2, 3, 4].map(() => world.of(KOGANEI).institutions(call())));
  expect(log(KOGANEI).filter(({ kind }) => kind === 'LOGIN')).toHaveLength(1);
});

describe('an assertion', () => {
  const post = async (token: string, body: string, operation = 'SCM01') => {
    const response = await fetch(new URL(`/v1/${operation}`, world.mock.url), {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, [SESSION_HEADER]: 'none' },
    });
    return [response.status, ((await response.json()) as { error?: string }).error];
  };
  const sign = (institution: string, claimed: string, body = '{}', at = now) =>
    signAssertion(
      { institution: claimed, staff: 'A-1', operation: 'SCM01', body, now: Math.floor(at / 1000) },
      createPrivateKey({ key: world.mock.credentials(institution).privateKey, format: 'jwk' }),
    );

  test('is good once, over a restart and a clock that is set back', async () => {
    const token = await sign(KOGANEI, KOGANEI);
    expect(await post(token, '{}')).toEqual([200, undefined]);
    expect(await post(token, '{}')).toEqual([401, 'UNAUTHENTICATED']);
    await world.restart();
    expect(await post(token, '{}')).toEqual([401, 'UNAUTHENTICATED']);
    now += 10 * MINUTE;
    await post(await sign(KOGANEI, KOGANEI), '{}');
    now -= 10 * MINUTE;
    expect(await post(token, '{}')).toEqual([401, 'UNAUTHENTICATED']);
  });

  test.each([
    ['signed by another institution', () => sign(KOKUBUNJI, KOGANEI), '{}', 'SCM01'],
    ['for another body', () => sign(KOGANEI, KOGANEI, '{"a":1}'), '{}', 'SCM01'],
    ['for another operation', () => sign(KOGANEI, KOGANEI), '{}', 'SYM01'],
    ['of two minutes ago', () => sign(KOGANEI, KOGANEI, '{}', now - 2 * MINUTE), '{}', 'SCM01'],
    ['of an institution that nobody knows', () => sign(KOGANEI, '9999999999999999'), '{}', 'SCM01'],
    ['that is none', () => Promise.resolve('x'), '{}', 'SCM01'],
  ])('%s is refused', async (_name, token, body, operation) => {
    expect(await post(await token(), body, operation)).toEqual([401, 'UNAUTHENTICATED']);
  });
});
