import { randomUUID } from 'node:crypto';
import type { VrsAccess } from '../../../src/vaccination-record/vrs-access.js';
import { EVERY_ACT, given, settle, things, type Things } from '../../support/vrs/acts.js';
import { CLERK, Killed, RecordWorld, soundCase } from '../../support/vrs/record-world.js';
import { known, KOGANEI, TODAY } from '../../support/vrs/world.js';

/** What comes again under a key is judged by what it may still be, and tells what was asked. docs/attacks.md V15, V16, V20, W22. */

let world: RecordWorld;
let of: Things;
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
  of = await things(world);
});
afterEach(() => world.end());

const issue = (key: string) => ({ ...given(key, 2), coupon: '0000000102', issuedOn: '2021-05-01' });

test('to look under the key of an act that is done tells that it could be done, and not what it came to', async () => {
  const looking = new Proxy(world.desk(), {
    get: (desk, name) => {
      const act = Reflect.get(desk, name) as (input: object) => unknown;
      return (input: object) => act({ ...input, validateOnly: true });
    },
  });
  const done: string[] = [];
  // Whoever is dead is no target any more.
  const acts = [...EVERY_ACT].sort(([one]) => (one === 'setTargetFlag' ? 1 : -1));
  for (const [name, act] of acts) {
    const key = `done-before-${name}`;
    if ((await act(world.desk(), key, of).catch(() => null))?.changed == null) continue;
    done.push(name);
    const count = world.records.length;
    // One request asks about one person.
    const again = name === 'askVaccinationRecord' ? lookingAnew(world) : looking;
    expect([name, await act(again, key, of)]).toEqual([name, { changed: null, faults: [] }]);
    expect(world.records).toHaveLength(count);
  }
  expect(done).toEqual(expect.arrayContaining(['askVaccinationRecord', 'recordCouponDose', 'reissueCoupon']));
});

const lookingAnew = (from: RecordWorld): VrsAccess => {
  const desk = from.desk();
  return { ...desk, ask: (input) => desk.ask({ ...input, validateOnly: true }) };
};

test('an act that was broken off is not done under the key for a case whose consent covers something else', async () => {
  world.killAt = world.steps.length + 4;
  await expect(world.desk().register(issue('broken-off-key'))).rejects.toBeInstanceOf(Killed);
  await world.restart({ resume: false });
  const { row, ...rest } = soundCase();
  world.file = { ...rest, row: { ...row, consentScopes: 'CONFIRM_RECORDS' } };
  const again = await world.desk(CLERK).register(issue('broken-off-key'));
  expect(again.faults.map(({ code }) => code)).toEqual(['CONSENT_TO_OTHER']);
  expect(world.coupons.size).toBe(0);
});

test('of two calls of one act, the second keeps its call when the first was refused', async () => {
  const other = { number: '0000000102', healthNumber: known(KOGANEI, 3), issuedOn: TODAY, reissued: false };
  let looks = 0;
  // Both are judged; then it is somebody else's for the first that is to send, and no more for the second.
  world.coupons.get = (number) =>
    ++looks === 3 ? other : (Map.prototype.get.call(world.coupons, number) as typeof other | undefined);
  bothAtOnce(world);
  const kept: Promise<readonly unknown[]>[] = [];
  world.beforeEnter = () => void kept.push(world.store.openCalls(10));
  const desk = world.desk();
  const both = await Promise.all([
    desk.register(issue('two-calls-key')),
    desk.register(issue('two-calls-key')),
  ]);
  // Which of them the store takes first is chance.
  expect(both.map(({ faults }) => faults[0]?.code ?? 'DONE').sort()).toEqual(['COUPON_IN_USE', 'DONE']);
  expect((await Promise.all(kept)).map(({ length }) => length)).toEqual([1]);
  expect(await world.store.openCalls(10)).toEqual([]);
});

/** The first of two waits with its intent for the second's. */
function bothAtOnce(of: RecordWorld): void {
  const parts = of.parts.bind(of);
  let second: () => void = () => undefined;
  const both = new Promise<void>((go) => (second = go));
  let intents = 0;
  of.parts = () => {
    const made = parts();
    const intend = made.log.intend.bind(made.log);
    made.log.intend = async (facts) => {
      if (++intents === 2) second();
      await both;
      return intend(facts);
    };
    return made;
  };
}

test.each([
  ['2021-02-16', ['IMPOSSIBLE_DAY issuedOn']],
  ['2021-02-17', []],
  [TODAY, []],
  ['2099-01-01', ['IMPOSSIBLE_DAY issuedOn']],
])('a coupon of %s is issued within the days of the programme, if at all', async (issuedOn, faults) => {
  const asked = { ...issue(`issued-on-${issuedOn}`), issuedOn, validateOnly: true };
  const told = await world.desk().register(asked);
  expect(told.faults.map(({ code, field }) => `${code} ${field}`)).toEqual(faults);
  const reason = 'LOST' as const;
  const again = await world
    .desk()
    .reissue({ ...asked, ...given(`reissued-on-${issuedOn}`, 1), reason, validateOnly: true });
  expect(again.faults.map(({ code, field }) => `${code} ${field}`)).toEqual(faults);
});

test('a coupon that was asked for with no day is the same act behind midnight, and of the day of the first', async () => {
  const register = () => world.desk().register({ ...issue('midnight-key'), issuedOn: null });
  const reissue = () =>
    world
      .desk()
      .reissue({ ...issue('midnight-again'), coupon: '0000000103', issuedOn: null, reason: 'LOST' });
  for (const act of [register, reissue]) {
    world.today = TODAY;
    expect((await act()).faults).toEqual([]);
    world.today = '2023-06-28';
    expect((await act()).faults).toEqual([]);
  }
  expect([...world.coupons.values()].map(({ issuedOn }) => issuedOn)).toEqual([TODAY, TODAY]);
});

test.each(['first', 'second'] as const)(
  'of two gateways at one act, what the %s holds stays when the other is refused',
  async (stays) => {
    const id = 'h'.repeat(43);
    const [one, two] = [randomUUID(), randomUUID()];
    const beside = {
      ...{ account: 'clerk', staff: 'S', caseNumber: null, atenaNumber: '1', call: '{}' },
    };
    const act = {
      ...{ id, action: 'registerTarget', content: 'c', requestId: randomUUID(), outcome: null },
      ...{ at: '2023-06-27T00:00:00.000Z', facts: null },
    };
    await world.store.begin(act, { ...beside, holder: one });
    await world.store.hold(id, { ...beside, holder: two });
    const [left, gone] = stays === 'first' ? [one, two] : [two, one];
    await world.store.drop(id, [gone]);
    expect((await world.store.openCalls(10)).map(({ holders }) => holders)).toEqual([[left]]);
    await world.store.finish(id, 'DONE');
    expect(await world.store.openCalls(10)).toEqual([]);
  },
);
