import { couponLineOf } from '../../../adapters/vaccination-record-system/protocol/coupon-line.js';
import type { VrsAccess } from '../../../src/vaccination-record/vrs-access.js';
import type { VrsFault } from '../../../src/vaccination-record/vrs-faults.js';
import { subject, type RecordWorld } from './record-world.js';
import { as, dose, KOGANEI, KOKUBUNJI, known, registration, TODAY } from './world.js';

export const COUPON = '0000000101';
export const lineOf = (coupon: string, n = 1): string =>
  couponLineOf({ kind: '1', dose: n, municipality: KOGANEI, coupon });

export const given = (key: string, person = 1, labels = 0) => ({
  idempotencyKey: key,
  validateOnly: false,
  person: subject(person, labels),
});

export const FACTS = {
  ...{ day: '2021-06-01', venue: '本町会場', doctor: '見本 太郎', maker: 'ファイザー', lot: 'EY0573' },
  givenIn: KOGANEI,
};

/** Person 1 is a target here and there, and had a dose there; person 2 is nobody's yet. */
export async function settle({ vrs }: RecordWorld): Promise<void> {
  await vrs.of(KOGANEI).register(registration(KOGANEI, 1, COUPON), as());
  await vrs.of(KOKUBUNJI).register(registration(KOKUBUNJI, 1, '0000000201'), as());
  const line = couponLineOf({ kind: '1', dose: 1, municipality: KOKUBUNJI, coupon: '0000000201' });
  await vrs.of(KOKUBUNJI).recordDose(dose(line, { givenIn: KOKUBUNJI }), as());
}

/** A dose of person 1, a flag and an application, which acts can be about. */
export interface Things {
  readonly dose: string;
  readonly movement: string;
  readonly application: number;
  /** Another application, which was accepted. */
  readonly accepted: number;
}

export async function things({ vrs }: RecordWorld): Promise<Things> {
  const here = vrs.of(KOGANEI);
  const recorded = await here.recordDose(dose(lineOf(COUPON, 2)), as());
  const movement = '11111111-1111-4111-8111-111111111111';
  const person = known(KOGANEI, 1);
  await here.setFlag(
    {
      requestId: '22222222-2222-4222-8222-222222222222',
      person,
      movement,
      kind: 'MOVE_OUT',
      effectiveOn: '2023-09-01',
      planned: true,
    },
    as(),
  );
  const application = await here.applyAtCounter(
    {
      requestId: '33333333-3333-4333-8333-333333333333',
      person,
      kind: 'DOMESTIC',
      identityCheck: 'DOCUMENTS',
    },
    as(),
  );
  const other = '44444444-4444-4444-8444-444444444444';
  const accepted = await here.applyAtCounter(
    { requestId: other, person, kind: 'OVERSEAS', identityCheck: 'DOCUMENTS' },
    as(),
  );
  const accept = { requestId: '55555555-5555-4555-8555-555555555555', id: other } as const;
  await here.decideApplication({ ...accept, decision: 'ACCEPT' }, as());
  return {
    ...{ dose: recorded.dose.id, movement },
    ...{ application: application.number, accepted: accepted.number },
  };
}

type Told = Promise<{ readonly changed: unknown; readonly faults: readonly VrsFault[] }>;

/** Every act, once each, as a client under one key. */
export const EVERY_ACT: readonly (readonly [
  name: string,
  act: (desk: VrsAccess, key: string, of: Things) => Told,
])[] = [
  [
    'registerTarget',
    (desk, key) => desk.register({ ...given(key, 2), coupon: '0000000102', issuedOn: '2021-05-01' }),
  ],
  [
    'reissueCoupon',
    (desk, key) => desk.reissue({ ...given(key), coupon: '0000000103', issuedOn: TODAY, reason: 'LOST' }),
  ],
  [
    'recordCouponDose',
    (desk, key) => desk.recordDose({ ...given(key), ...FACTS, line: lineOf(COUPON), reading: 'HAND' }),
  ],
  [
    'correctCouponDose',
    (desk, key, { dose: id }) =>
      desk.correctDose({
        ...given(key),
        ...FACTS,
        id,
        version: 1,
        coupon: COUPON,
        dose: 3,
        reason: 'WRONG_NUMBER',
      }),
  ],
  [
    'withdrawCouponDose',
    (desk, key, { dose: id }) => desk.withdrawDose({ ...given(key), id, version: 1, reason: 'OTHER' }),
  ],
  [
    'setTargetFlag',
    (desk, key) =>
      desk.setFlag({ ...given(key), kind: 'DEATH', effectiveOn: TODAY, planned: false, movement: null }),
  ],
  ['cancelTargetFlag', (desk, key, { movement }) => desk.cancelFlag({ ...given(key), movement })],
  [
    'askVaccinationRecord',
    (desk, key) => desk.ask({ ...given(key), need: 'NEW_COUPON', municipality: null, hardToObtain: false }),
  ],
  [
    'applyForCertificate',
    (desk, key) => desk.apply({ ...given(key), kind: 'OVERSEAS', identityCheck: 'DOCUMENTS' }),
  ],
  [
    'decideApplication',
    (desk, key, { application: number }) => desk.decide({ ...given(key), number, decision: 'ACCEPT' }),
  ],
  ['markApplicationIssued', (desk, key, { accepted: number }) => desk.issued({ ...given(key), number })],
];
