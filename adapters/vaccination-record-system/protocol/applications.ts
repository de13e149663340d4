import { z } from 'zod';
import { instant, personNumber, requestId } from './fields.js';
import {
  APPLICATION_CHANNELS,
  APPLICATION_DECISIONS,
  APPLICATION_STATES,
  CERTIFICATE_KINDS,
  IDENTITY_CHECKS,
} from './terms.js';

/** 接種証明書の申請, at the counter or by the applicant's own device. */
export const application = z.strictObject({
  id: requestId,
  /** Place in the order of receipt at this municipality. */
  number: z.int().min(1),
  person: personNumber,
  kind: z.enum(CERTIFICATE_KINDS),
  channel: z.enum(APPLICATION_CHANNELS),
  identityCheck: z.enum(IDENTITY_CHECKS),
  state: z.enum(APPLICATION_STATES),
  receivedAt: instant,
  changedAt: instant,
});

export const counterApplication = z.strictObject({
  requestId,
  person: personNumber,
  kind: z.enum(CERTIFICATE_KINDS),
  identityCheck: z.enum(IDENTITY_CHECKS),
});

export const decision = z.strictObject({
  requestId,
  id: requestId,
  decision: z.enum(APPLICATION_DECISIONS),
});

export type Application = z.infer<typeof application>;
export type CounterApplication = z.infer<typeof counterApplication>;
export type Decision = z.infer<typeof decision>;
