import { z } from 'zod';
import { answerContent } from './copies.js';
import {
  day,
  digest,
  instant,
  institutionCode,
  integratedNumber,
  items,
  processingNumber,
  requestId,
  rowId,
  staffId,
} from './fields.js';
import { HOLD_REASONS, INQUIRY_STATES, PROVISION_STATES, REFUSAL_CODES } from './terms.js';

/** An inquiry on its way from the inquirer to the provider and back, as each side sees it. */

/** 照会条件: everything there is, or what falls within these days (both included). */
export const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ALL') }),
  z.strictObject({ kind: z.literal('PERIOD'), from: day, to: day }),
]);

/** What an inquiry asks, word for word; `conditionHash` in the answer is the canonical hash of this. */
export const inquiryRequest = z.strictObject({
  /** Chosen by the inquirer, once per inquiry: the same id with the same content is the same inquiry. */
  requestId,
  row: rowId,
  provider: institutionCode,
  subject: integratedNumber,
  items,
  condition,
  /** 照会側不開示コード: the inquirer's own record of it is not shown to the person in their log. */
  hidden: z.boolean(),
});

export const refusal = z.strictObject({
  code: z.enum(REFUSAL_CODES),
  row: rowId,
  /** Article of the order that the row stands in, as in force on the day; null where there is no such row. */
  article: z.string().max(60).nullable(),
});

export const inquiryStatus = z.strictObject({
  processingNumber,
  requestId,
  row: rowId,
  article: z.string().max(60).nullable(),
  /** Two places of the assessment contradict each other about this row (X09). */
  basisConflict: z.boolean(),
  provider: institutionCode,
  items,
  state: z.enum(INQUIRY_STATES),
  requestedAt: instant,
  changedAt: instant,
  refusal: refusal.nullable(),
});

/** Payload of the signed answer (compact JWS, EdDSA). Bound to its inquiry by the number, the id and the hash. */
export const answer = z.strictObject({
  processingNumber,
  requestId,
  inquirer: institutionCode,
  provider: institutionCode,
  row: rowId,
  items,
  /** The person in the inquirer's own numbers: the network has translated the code. */
  subject: integratedNumber,
  conditionHash: digest,
  answeredAt: instant,
  content: answerContent,
  contentHash: digest,
});

export const provisionStatus = z.strictObject({
  processingNumber,
  inquirer: institutionCode,
  row: rowId,
  article: z.string().max(60).nullable(),
  basisConflict: z.boolean(),
  items,
  subject: integratedNumber,
  /** The day whose law applied (R047). */
  lawDay: day,
  receivedAt: instant,
  changedAt: instant,
  state: z.enum(PROVISION_STATES),
  holds: z.array(z.enum(HOLD_REASONS)),
  /** The permit's end: after it nothing can be sent. */
  expiresAt: instant,
  approvedBy: staffId.nullable(),
  approvedHash: digest.nullable(),
  approvalExpiresAt: instant.nullable(),
});

export type InquiryRequest = z.infer<typeof inquiryRequest>;
export type InquiryStatus = z.infer<typeof inquiryStatus>;
export type Refusal = z.infer<typeof refusal>;
export type ProvisionStatus = z.infer<typeof provisionStatus>;
export type SignedAnswer = z.infer<typeof answer>;
