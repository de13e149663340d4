import type { StoredCase } from '../../../src/cases/case-store.js';
import { VRS_ACTIONS } from '../../../src/vaccination-record/vrs-terms.js';
import { COUPON, EVERY_ACT, given, settle, things, type Things } from '../../support/vrs/acts.js';
import { Killed, RecordWorld, SHIELDED, soundCase } from '../../support/vrs/record-world.js';

/** A gateway that dies before or after every step of every act at the vaccination record system. docs/attacks.md V1. */

let world: RecordWorld;
let of: Things;
beforeEach(async () => {
  world = new RecordWorld();
  world.file = consentingToAll(soundCase());
  await world.start();
  await settle(world);
  of = await things(world);
});
afterEach(() => world.end());

/** Before and after: the intent's seal, the key with its call, the call, the outcome's seal, the act's end. */
const STEPS = ['seal', 'begin', 'send', 'seal', 'finish'].flatMap((name) => [
  `before ${name}`,
  `after ${name}`,
]);

test('every act a caller can ask for is among them', () => {
  const own: readonly string[] = ['carryFlag', 'carryProtection'];
  const asked = VRS_ACTIONS.filter((action) => !own.includes(action));
  expect(EVERY_ACT.map(([name]) => name).sort()).toEqual([...asked].sort());
});

/** What the system has done, in rows of its own: acts that were carried out, each of which has one. */
const acts = (): number =>
  (world.vrs.mock.state.prepare('SELECT count(*) AS n FROM act').get() as { n: number }).n;

const consentingToAll = ({ row, ...rest }: StoredCase): StoredCase => ({
  ...rest,
  row: { ...row, consentScopes: `${row.consentScopes} ISSUE_CERTIFICATE` },
});

describe.each(EVERY_ACT)('%s', (name, act) => {
  test('killed before and after each step it resolves by itself or is open in the log, and the same key does it once', async () => {
    const before = acts();
    for (const at of STEPS.keys()) {
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
    expect(world.steps).toEqual(STEPS);
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
