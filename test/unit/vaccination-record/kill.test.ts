import { VRS_ACTIONS } from '../../../src/vaccination-record/vrs-terms.js';
import { effort } from '../../support/effort.js';
import { COUPON, EVERY_ACT, given, settle, things, type Things } from '../../support/vrs/acts.js';
import { Killed, RecordWorld, SHIELDED, subject } from '../../support/vrs/record-world.js';
import { known, KOGANEI, TODAY } from '../../support/vrs/world.js';

/** A gateway that dies before or after every step of every act at the vaccination record system. docs/attacks.md V1, V14. */

let world: RecordWorld;
let of: Things;
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
  of = await things(world);
});
afterEach(() => world.end());

/** Before and after: the intent's seal, the key with its call, the call, the outcome's seal, the act's end. */
const sides = (name: string) => [`before ${name}`, `after ${name}`];
const STEPS = ['seal', 'begin', 'send', 'seal', 'finish'].flatMap(sides);
/** A coupon comes into the city's own file as well, before its act has an end. */
const STEPS_OF_COUPON = ['seal', 'begin', 'send', 'enter', 'seal', 'finish'].flatMap(sides);
const stepsOf = (name: string) =>
  name === 'registerTarget' || name === 'reissueCoupon' ? STEPS_OF_COUPON : STEPS;

test('every act a caller can ask for is among them', () => {
  const own: readonly string[] = ['carryFlag', 'carryProtection'];
  const asked = VRS_ACTIONS.filter((action) => !own.includes(action));
  expect(EVERY_ACT.map(([name]) => name).sort()).toEqual([...asked].sort());
});

/** What the system has done, in rows of its own: acts that were carried out, each of which has one. */
const acts = (): number =>
  (world.vrs.mock.state.prepare('SELECT count(*) AS n FROM act').get() as { n: number }).n;

/** The short run tries one in three of an act's steps, of each act others; `npm run test:long` all. */
const EVERY = effort({ short: 3, full: 1 });
const turnOf = (name: string): number => EVERY_ACT.findIndex(([one]) => one === name);

describe.each(EVERY_ACT)('%s', (name, act) => {
  test('killed before and after each step it resolves by itself or is open in the log, and the same key does it once', async () => {
    const before = acts();
    for (const at of [...stepsOf(name).keys()].filter((at) => (at + turnOf(name)) % EVERY === 0)) {
      const key = 'one-key-for-all';
      world.killAt = world.steps.length + at;
      await act(world.desk(), key, of).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      await world.restart();
      // Nothing is left in the store that nobody goes on with; an intent that is open sent nothing.
      expect(await world.store.openCalls(10)).toEqual([]);
      const open = world.intents().filter(({ id }) => world.outcomesOf(id).length === 0);
      if (open.length > 0) expect(acts() - before).toBeLessThanOrEqual(1);
    }
    const first = await act(world.desk(), 'one-key-for-all', of);
    const count = world.records.length;
    expect(first.faults).toEqual([]);
    expect(first.changed).not.toBeNull();
    expect(await act(world.desk(), 'one-key-for-all', of)).toEqual(first);
    expect(world.records).toHaveLength(count);
    expect(acts() - before).toBe(1);
    expect(new Set(world.records.map((one) => one.act))).toEqual(new Set([name]));
  });

  test('the steps are those', async () => {
    world.steps.length = 0;
    await act(world.desk(), 'the-steps-key', of);
    expect(world.steps).toEqual(stepsOf(name));
  });
});

test.each(['before', 'after'])(
  'a system that dies %s it has done the act is asked again, and the act is done once',
  async (when) => {
    const fault = world.vrs.mock.faults;
    if (when === 'after') fault.lost.push('CPN01');
    else world.killAt = STEPS.indexOf('before send');
    const [, act] = EVERY_ACT[1] ?? [];
    await expect(act?.(world.desk(), 'reissue-key', of)).rejects.toThrow();
    if (when === 'before') await world.restart({ resume: false });
    expect(await world.store.openCalls(10)).toHaveLength(1);
    await world.resume();
    expect(await world.store.openCalls(10)).toEqual([]);
    expect(world.records.map(({ phase, result }) => [phase, result])).toEqual([
      ['INTENT', null],
      ['OUTCOME', 'REISSUED'],
    ]);
  },
);

test.each(sides('enter'))(
  'killed %s it is in the file of health management: the coupon is there by itself, in one row, and its act has an end',
  async (step) => {
    world.killAt = STEPS_OF_COUPON.indexOf(step);
    const [, act] = EVERY_ACT[1] ?? [];
    await expect(act?.(world.desk(), 'reissue-key', of)).rejects.toThrow(Killed);
    await world.restart();
    const [id] = world.intents().map((intent) => intent.id);
    expect(world.outcomesOf(id ?? '')).toEqual(['REISSUED']);
    expect([...world.coupons.values()]).toEqual([
      {
        number: expect.any(String) as string,
        healthNumber: known(KOGANEI, 1),
        issuedOn: TODAY,
        reissued: true,
      },
    ]);
    expect(await world.store.openCalls(10)).toEqual([]);
  },
);

test('a number that is somebody else’s in the file of health management is refused, and nothing is registered with it', async () => {
  const coupon = { number: '0000000102', healthNumber: known(KOGANEI, 3), issuedOn: TODAY, reissued: false };
  const input = { ...given('taken-there-key', 2), coupon: coupon.number, issuedOn: '2021-05-01' };
  // It becomes theirs after the look, and before it is entered; then it is theirs from the beginning.
  world.beforeEnter = () => void world.coupons.set(coupon.number, coupon);
  expect((await world.desk().register(input)).faults).toMatchObject([{ code: 'COUPON_IN_USE' }]);
  expect(world.records.map(({ result }) => result)).toEqual([null, 'COUPON_IN_USE']);
  world.beforeEnter = () => undefined;
  const before = acts();
  for (const validateOnly of [true, false]) {
    const other = { ...input, ...given('other-taken-key', 3), person: subject(1), validateOnly };
    expect((await world.desk().reissue({ ...other, reason: 'LOST' })).faults).toMatchObject([
      { code: 'COUPON_IN_USE', field: 'couponNumber' },
    ]);
  }
  // Tried again under its key it is not judged anew, and yet not sent.
  expect((await world.desk().register(input)).faults).toMatchObject([{ code: 'COUPON_IN_USE' }]);
  expect(acts()).toBe(before);
  expect([...world.coupons.values()]).toEqual([coupon]);
  // The way out that the fault names.
  const anew = { ...given('anew-key', 2), coupon: '0000000103', issuedOn: TODAY, reason: 'DAMAGED' } as const;
  expect((await world.desk().reissue(anew)).faults).toEqual([]);
  expect(world.coupons.get('0000000103')).toMatchObject({ healthNumber: known(KOGANEI, 2) });
});

test('an inquiry that a crash left does not go out when its consent was taken back meanwhile', async () => {
  world.killAt = STEPS.indexOf('before send');
  const ask = { ...given('ask-key'), need: 'NEW_COUPON', municipality: null, hardToObtain: false } as const;
  await expect(world.desk().ask(ask)).rejects.toThrow(Killed);
  const file = world.file;
  if (file !== null) world.file = { ...file, row: { ...file.row, consentWithdrawnOn: '2023-06-27' } };
  world.opened = 0;
  await world.restart();
  expect(world.opened).toBe(0);
  expect(world.records.map(({ result }) => result)).toEqual([null, 'NO_CASE']);
  expect(await world.store.openCalls(10)).toEqual([]);
});

test('an act that was refused leaves nothing that is sent by itself, and its key may try again', async () => {
  const input = { ...given('taken-key', 2), coupon: COUPON, issuedOn: '2021-05-01' };
  expect((await world.desk().register(input)).faults).toMatchObject([{ code: 'COUPON_IN_USE' }]);
  expect(await world.store.openCalls(10)).toEqual([]);
  expect(await world.resume()).toBe(0);
  expect((await world.desk().register(input)).faults).toMatchObject([{ code: 'COUPON_IN_USE' }]);
});

test('of somebody protected the system is told so in the same act, and once', async () => {
  const input = { ...given('protected-key', 2, SHIELDED), coupon: '0000000102', issuedOn: '2021-05-01' };
  world.killAt = STEPS.indexOf('after send');
  await expect(world.desk().register(input)).rejects.toThrow(Killed);
  await world.restart();
  const row = world.vrs.mock.state
    .prepare("SELECT protected FROM target WHERE institution = '132101' AND person = ?")
    .get('1000000002');
  expect(row).toEqual({ protected: 1 });
});
