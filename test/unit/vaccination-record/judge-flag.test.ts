import type { FlagRequest, Target } from '../../../adapters/vaccination-record-system/protocol/targets.js';
import { given, settle, COUPON } from '../../support/vrs/acts.js';
import { RecordWorld } from '../../support/vrs/record-world.js';
import { as, KOGANEI, known, TODAY } from '../../support/vrs/world.js';

/** What looking at an act says is what doing it says, at its field. */

let world: RecordWorld;
let born: string;
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
  const [target] = (await world.vrs.of(KOGANEI).targets([known(KOGANEI, 1)], as())) as readonly Target[];
  born = target?.born ?? '';
});
afterEach(() => world.end());

const NEW = { movement: null, kind: 'MOVE_OUT', effectiveOn: TODAY, planned: true } as const;
const LOST = { coupon: '0000000103', issuedOn: TODAY, reason: 'LOST' } as const;
let keys = 0;

type Told = Promise<{
  readonly changed: unknown;
  readonly faults: readonly { code: string; field: string | null }[];
}>;

/** The faults of the act, looked at and then done. */
async function both(act: (given: ReturnType<typeof sent>) => Told): Promise<readonly string[][]> {
  const looked = await act(sent(true));
  const done = await act(sent(false));
  expect(done.changed === null).toBe(done.faults.length > 0);
  return [looked, done].map(({ faults }) => faults.map(({ code, field }) => `${code} ${field}`));
}
const sent = (validateOnly: boolean) => ({ ...given(`judge-flag-${keys++}`), validateOnly });
const flag = (input: Partial<Pick<FlagRequest, 'kind' | 'effectiveOn' | 'planned' | 'movement'>>) =>
  both((one) => world.desk().setFlag({ ...one, ...NEW, ...input }));
const same = (...faults: string[]) => [faults, faults];

test.each(['MOVE_OUT', 'DEATH'] as const)(
  '%s before the birth is impossible, planned or not',
  async (kind) => {
    expect(born > '1900-01-01').toBe(true);
    for (const planned of [true, false])
      expect(await flag({ kind, planned, effectiveOn: '1899-12-31' })).toEqual(
        same('IMPOSSIBLE_DAY effectiveOn'),
      );
  },
);

test('a move may be still to come, and a death may not', async () => {
  const effectiveOn = '2099-01-01';
  for (const planned of [true, false])
    expect(await flag({ kind: 'DEATH', planned, effectiveOn })).toEqual(same('IMPOSSIBLE_DAY effectiveOn'));
  expect(await flag({ effectiveOn })).toEqual(same());
});

test('a flag beside one that stands, and a step that may not follow', async () => {
  expect(await flag({ planned: false })).toEqual(same());
  expect(await flag({})).toEqual(same('FLAG_EXISTS kind'));
  const [target] = await world.vrs.of(KOGANEI).targets([known(KOGANEI, 1)], as());
  const movement = target?.flags[0]?.movement ?? '';
  expect(await flag({ movement, planned: true })).toEqual(same('CHANGED_MEANWHILE movement'));
  expect(await flag({ movement, planned: false, kind: 'DEATH' })).toEqual(same('CHANGED_MEANWHILE movement'));
  expect(await both((one) => world.desk().cancelFlag({ ...one, movement }))).toEqual(same());
  expect(await both((one) => world.desk().cancelFlag({ ...one, movement }))).toEqual(
    same('CHANGED_MEANWHILE movement'),
  );
  expect(await flag({ kind: 'DEATH', planned: false })).toEqual(same());
  expect(await flag({ kind: 'MOVE_OUT' })).toEqual(same('NOT_A_TARGET kind'));
});

test('RETURNED is no reason to make a coupon anew: the one that is good stays so', async () => {
  const reissue = (reason: 'LOST' | 'RETURNED') =>
    both((one) => world.desk().reissue({ ...one, ...LOST, reason }));
  expect(await reissue('RETURNED')).toEqual(same('REGISTER_ANEW reason'));
  const [target] = await world.vrs.of(KOGANEI).targets([known(KOGANEI, 1)], as());
  expect(target?.coupons).toEqual([expect.objectContaining({ coupon: COUPON, voidedOn: null })]);
  expect(await reissue('LOST')).toEqual(same());
});
