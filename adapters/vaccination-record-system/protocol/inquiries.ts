import { z } from 'zod';
import {
  day,
  doseNumber,
  instant,
  LOT_LENGTH,
  MAKER_LENGTH,
  municipalityCode,
  requestId,
  typed,
} from './fields.js';
import { CONSENTS, INQUIRY_OUTCOMES, NEEDS } from './terms.js';

/**
 * What leaves under art. 19(16), and all that does (R148): whom is asked, and the number of the person who moved in
 * from there.
 */
export const inquiryRequest = z.strictObject({
  municipality: municipalityCode,
  individualNumber: z.string().regex(/^\d{12}$/),
});

/**
 * On what ground the number is sent (R148, R151, R229): part of the signature over the call, not of what is provided.
 * Without it nothing is taken in.
 */
export const ground = z.strictObject({
  /** The inquirer's own id of the inquiry: sent again it is answered again, and nothing is provided twice. */
  requestId,
  need: z.enum(NEEDS),
  consent: z.enum(CONSENTS),
  /** 本人確認 (番号法16条) was done. */
  identityChecked: z.literal(true),
});

/** A dose as another municipality is told of it: not where, and not by whom. */
export const providedDose = z.strictObject({
  dose: doseNumber,
  day,
  maker: typed(MAKER_LENGTH),
  lot: typed(LOT_LENGTH),
});

/** The number is not in it: nobody is told a number here. */
export const inquiryAnswer = z.strictObject({
  requestId,
  municipality: municipalityCode,
  outcome: z.enum(INQUIRY_OUTCOMES),
  answeredAt: instant,
  doses: z.array(providedDose).max(20),
});

/** Record of an inquiry, as one side keeps it. */
export const inquiryRecord = z.strictObject({
  requestId,
  side: z.enum(['INQUIRER', 'PROVIDER']),
  /** null to the provider of a protected person: who asked would tell where they live. */
  counterpart: municipalityCode.nullable(),
  at: instant,
  outcome: z.enum(INQUIRY_OUTCOMES),
  need: z.enum(NEEDS),
  consent: z.enum(CONSENTS),
});

export type Ground = z.infer<typeof ground>;
export type InquiryAnswer = z.infer<typeof inquiryAnswer>;
export type InquiryRecord = z.infer<typeof inquiryRecord>;
export type ProvidedDose = z.infer<typeof providedDose>;
