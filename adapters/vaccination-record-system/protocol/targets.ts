import { z } from 'zod';
import { couponNumber, day, instant, personNumber, requestId } from './fields.js';
import { FLAG_KINDS, FLAG_STATES, REISSUE_REASONS, TARGET_STATES } from './terms.js';

export const coupon = z.strictObject({
  coupon: couponNumber,
  issuedOn: day,
  /** From this day another one is the person's; null: it is valid. */
  voidedOn: day.nullable(),
});

export const flag = z.strictObject({
  /** The movement, under a name that tells nothing of it. */
  movement: requestId,
  kind: z.enum(FLAG_KINDS),
  /** The first day on which the person is no target any more. */
  effectiveOn: day,
  /** 転出(予定): not confirmed yet. It takes effect all the same. */
  planned: z.boolean(),
  state: z.enum(FLAG_STATES),
  changedAt: instant,
});

/** 接種対象者 of one municipality. */
export const target = z.strictObject({
  person: personNumber,
  /** null: not known to the day. */
  born: day.nullable(),
  state: z.enum(TARGET_STATES),
  /** Under support measures: nothing goes to another municipality, and none that asked is named. */
  protected: z.boolean(),
  /** Oldest first; at most one is valid. */
  coupons: z.array(coupon),
  flags: z.array(flag),
});

export const registration = z.strictObject({
  requestId,
  person: personNumber,
  born: day.nullable(),
  coupon: couponNumber,
  issuedOn: day,
});

export const reissue = z.strictObject({
  requestId,
  person: personNumber,
  coupon: couponNumber,
  issuedOn: day,
  reason: z.enum(REISSUE_REASONS),
});

export const flagRequest = z.strictObject({
  requestId,
  person: personNumber,
  movement: requestId,
  kind: z.enum(FLAG_KINDS),
  effectiveOn: day,
  planned: z.boolean(),
});

export type Target = z.infer<typeof target>;
export type Flag = z.infer<typeof flag>;
export type Registration = z.infer<typeof registration>;
export type Reissue = z.infer<typeof reissue>;
export type FlagRequest = z.infer<typeof flagRequest>;
