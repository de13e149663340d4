import type { VrsAccess } from '../../../src/vaccination-record/vrs-access.js';
import { given, settle, things, type Things } from '../../support/vrs/acts.js';
import { Killed, RecordWorld, soundCase } from '../../support/vrs/record-world.js';
import { known, KOGANEI, TODAY } from '../../support/vrs/world.js';

/**
 * A coupon, an application or a decision on one that a crash left behind, whose case no longer carries it by then: what had arrived is told
 * as done, what had not is never sent. docs/attacks.md V15.
 */

let world: RecordWorld;
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
});
afterEach(() => world.end());

const issue = (person: number) => ({ ...given('ground-gone-key', person), issuedOn: TODAY });
const ACTS = {
  registerTarget: [(desk: VrsAccess) => desk.register({ ...issue(2), coupon: '0000000102' }), 'REGISTERED'],
  reissueCoupon: [
    (desk: VrsAccess) => desk.reissue({ ...issue(1), coupon: '0000000103', reason: 'LOST' }),
    'REISSUED',
  ],
  applyForCertificate: [
    (desk: VrsAccess) =>
      desk.apply({ ...given('ground-gone-key'), kind: 'OVERSEAS', identityCheck: 'DOCUMENTS' }),
    'RECEIVED',
  ],
} as const satisfies Record<string, readonly [act: (desk: VrsAccess) => Promise<unknown>, done: string]>;
const GONE: readonly (readonly [how: string, row: object, code: string])[] = [
  ['its consent taken back', { consentWithdrawnOn: TODAY }, 'NO_CASE'],
  ['its case closed', { closedAt: `${TODAY}T00:00:00.000Z` }, 'NO_CASE'],
  ['its case about others', {}, 'NO_CASE'],
  ['a consent of others', {}, 'CONSENT_TO_OTHER'],
  ['a consent to something else', { consentScopes: 'CONFIRM_RECORDS' }, 'CONSENT_TO_OTHER'],
];

const arrived = (): number =>
  (world.vrs.mock.state.prepare('SELECT count(*) AS n FROM act').get() as { n: number }).n;

describe.each(Object.entries(ACTS))('%s', (_, [act, done]) => {
  test.each(GONE)('with %s', async (how, row, code) => {
    for (const [step, isThere] of [
      ['before send', false],
      ['after send', true],
    ] as const) {
      const before = arrived();
      const at = world.records.length;
      world.file = soundCase();
      world.killAt = world.steps.length + ['seal', 'begin'].length * 2 + (isThere ? 1 : 0);
      await expect(act(world.desk())).rejects.toThrow(new Killed(step));
      const { persons, row: sound, ...rest } = soundCase();
      world.file = {
        ...rest,
        consented: how === 'a consent of others' ? persons.slice(2) : persons,
        persons: how === 'its case about others' ? ['000000000000003'] : persons,
        row: { ...sound, ...row },
      };
      await world.restart();
      expect(world.records.slice(at).map(({ result }) => result)).toEqual([null, isThere ? done : code]);
      expect(arrived() - before).toBe(isThere ? 1 : 0);
      expect(await world.store.openCalls(10)).toEqual([]);
      if (!isThere) expect(world.coupons.size).toBe(0);
    }
  });
});

describe.each([
  [
    'decideApplication',
    (desk: VrsAccess, { application }: Things) =>
      desk.decide({ ...given('ground-gone-key'), number: application, decision: 'ACCEPT' }),
    'ACCEPTED',
  ],
  [
    'markApplicationIssued',
    (desk: VrsAccess, { accepted }: Things) => desk.issued({ ...given('ground-gone-key'), number: accepted }),
    'ISSUED',
  ],
] as const)('%s', (_, act, done) => {
  test.each(GONE.filter(([, , code]) => code === 'NO_CASE'))('with %s', async (how, row, code) => {
    const there = await things(world);
    for (const [step, isThere] of [
      ['before send', false],
      ['after send', true],
    ] as const) {
      const before = arrived();
      const at = world.records.length;
      world.file = soundCase();
      world.killAt = world.steps.length + ['seal', 'begin'].length * 2 + (isThere ? 1 : 0);
      await expect(act(world.desk(), there)).rejects.toThrow(new Killed(step));
      const { persons, row: sound, ...rest } = soundCase();
      const others = how === 'its case about others';
      world.file = { ...rest, persons: others ? ['000000000000003'] : persons, row: { ...sound, ...row } };
      await world.restart();
      expect(world.records.slice(at).map(({ result }) => result)).toEqual([null, isThere ? done : code]);
      expect(arrived() - before).toBe(isThere ? 1 : 0);
      expect(await world.store.openCalls(10)).toEqual([]);
    }
  });
});

test('an application that had arrived is found behind more than the system tells at once', async () => {
  const { state } = world.vrs.mock;
  const put = state.prepare(
    `INSERT INTO application SELECT ?, ?, coalesce(max(number), 0) + 1, ?, 'DOMESTIC', 'COUNTER', 'NONE', 'REFUSED', ?, ?
     FROM application WHERE institution = ?`,
  );
  const at = `${TODAY}T00:00:00.000Z`;
  const numbers = Array.from({ length: 501 }, (_, index) => String(index).padStart(12, '0'));
  state.transaction(() => {
    for (const number of numbers)
      put.run(KOGANEI, `00000000-0000-4000-8000-${number}`, known(KOGANEI, 1), at, at, KOGANEI);
  })();
  const [act] = ACTS.applyForCertificate;
  world.killAt = world.steps.length + ['seal', 'begin'].length * 2 + 1;
  await expect(act(world.desk())).rejects.toThrow(new Killed('after send'));
  world.file = null;
  await world.restart();
  expect(world.records.map(({ result }) => result)).toEqual([null, 'RECEIVED']);
});
