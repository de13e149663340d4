import { z } from 'zod';
import {
  couponNumber,
  day,
  DOCTOR_LENGTH,
  doseNumber,
  instant,
  LOT_LENGTH,
  MAKER_LENGTH,
  municipalityCode,
  personNumber,
  requestId,
  typed,
  VENUE_LENGTH,
} from './fields.js';
import { CORRECTION_REASONS, DOSE_WARNINGS, READINGS } from './terms.js';

/** What is written down of a dose wherever it is given. */
export const doseFacts = z.strictObject({
  day,
  venue: typed(VENUE_LENGTH),
  doctor: typed(DOCTOR_LENGTH),
  maker: typed(MAKER_LENGTH),
  /** As typed: O for 0, several lots in one field. */
  lot: typed(LOT_LENGTH),
  /** Where it was given; the record is the coupon's municipality's all the same. */
  givenIn: municipalityCode,
});

export const doseRecord = doseFacts.extend({
  /** Request id of the call that recorded it. */
  id: requestId,
  coupon: couponNumber,
  dose: doseNumber,
  reading: z.enum(READINGS),
  registeredAt: instant,
  /** 1, and one more with each correction. */
  version: z.int().min(1),
  /** Corrected by hand: nothing that is read in later replaces it. */
  locked: z.boolean(),
});

export const doseRequest = doseFacts.extend({
  requestId,
  /** The 18 digits as they were read. */
  line: z.string().max(40),
  reading: z.enum(READINGS),
});

export const recordedDose = z.strictObject({
  person: personNumber,
  dose: doseRecord,
  warnings: z.array(z.enum(DOSE_WARNINGS)),
});

/** What is right instead, whole. Another coupon: the dose was another person's. */
export const correction = doseFacts.extend({
  requestId,
  id: requestId,
  version: z.int().min(1),
  coupon: couponNumber,
  dose: doseNumber,
  reason: z.enum(CORRECTION_REASONS),
});

export const withdrawal = z.strictObject({
  requestId,
  id: requestId,
  version: z.int().min(1),
  reason: z.enum(CORRECTION_REASONS),
});

export type DoseFacts = z.infer<typeof doseFacts>;
export type DoseRecord = z.infer<typeof doseRecord>;
export type DoseRequest = z.infer<typeof doseRequest>;
export type RecordedDose = z.infer<typeof recordedDose>;
export type Correction = z.infer<typeof correction>;
export type Withdrawal = z.infer<typeof withdrawal>;
