import { z } from 'zod';
import { application, counterApplication, decision } from './applications.js';
import { correction, doseRecord, doseRequest, recordedDose, withdrawal } from './doses.js';
import { instant, municipalityCode, personNumber, persons, requestId, staffId } from './fields.js';
import { inquiryAnswer, inquiryRecord, inquiryRequest } from './inquiries.js';
import { flagRequest, registration, reissue, target } from './targets.js';
import { APPLICATION_STATES, PROTOCOL_ERRORS, STAFF_ROLES } from './terms.js';

/**
 * Every message, once, for both ends: the adapter checks what it sends and what it gets, the server likewise.
 * Objects are strict: a field that nobody expects is a fault. What the messages are made of is in the files beside.
 */

export const protocolError = z.strictObject({ error: z.enum(PROTOCOL_ERRORS) });

const nothing = z.strictObject({});
/** In a row of an answer about several persons: whose it is. */
const whose = { person: personNumber };
const page = { max: z.int().min(1).max(500) };

export const logEntry = z.strictObject({
  sequence: z.int().min(1),
  at: instant,
  kind: z.enum(['LOGIN', 'LOGOUT', 'FORCED_LOGOUT', 'OPERATION', 'REFUSED']),
  staff: staffId.nullable(),
  operation: z.string().max(8).nullable(),
  detail: z.string().max(80).nullable(),
});

export const municipality = z.strictObject({
  code: municipalityCode,
  nameJa: z.string().max(60),
  nameEn: z.string().max(60),
});

/** Operation by name: what goes in, what comes out, and the role it needs (null: any member of staff). */
export const OPERATIONS = {
  /** Log in: the assertion's `sub` is the member of staff. */
  SEC01: {
    role: null,
    request: nothing,
    response: z.strictObject({
      session: z.string().regex(/^[\w-]{22,64}$/),
      expiresAt: instant,
      roles: z.array(z.enum(STAFF_ROLES)),
    }),
  },
  SEC02: { role: null, request: nothing, response: nothing },
  /** The municipality's own operation log, oldest first, after a sequence number. */
  SEC03: {
    role: 'LOG',
    request: z.strictObject({ after: z.int().min(0), ...page }),
    response: z.strictObject({ entries: z.array(logEntry) }),
  },
  /** Municipalities that can be asked. */
  SYS01: {
    role: null,
    request: nothing,
    response: z.strictObject({ municipalities: z.array(municipality) }),
  },
  /** Register a target with a coupon; one who has moved back is registered anew. */
  TGT01: { role: 'TARGET', request: registration, response: target },
  TGT02: {
    role: null,
    request: z.strictObject({ persons }),
    response: z.strictObject({ targets: z.array(target) }),
  },
  /** Make a coupon anew; the one before is void. */
  CPN01: { role: 'TARGET', request: reissue, response: target },
  /** Record a dose by the line of a coupon. */
  DOS01: { role: 'DOSE', request: doseRequest, response: recordedDose },
  /** Correct one; it is locked from then on. */
  DOS02: { role: 'DOSE', request: correction, response: recordedDose },
  DOS03: { role: 'DOSE', request: withdrawal, response: z.strictObject({ id: requestId }) },
  DOS04: {
    role: 'DOSE',
    request: z.strictObject({ persons }),
    response: z.strictObject({ doses: z.array(doseRecord.extend(whose)) }),
  },
  /** The municipality's own records for its ledger, by person, after one. */
  DOS05: {
    role: 'DOSE',
    request: z.strictObject({ after: personNumber.nullable(), ...page }),
    response: z.strictObject({
      persons: z.array(z.strictObject({ person: personNumber, doses: z.array(doseRecord) })),
    }),
  },
  /** Whose coupon a line may be that a camera has misread in one digit. */
  DOS06: {
    role: 'DOSE',
    request: z.strictObject({ line: z.string().max(40) }),
    response: z.strictObject({
      candidates: z.array(z.strictObject({ line: z.string().length(18), person: personNumber })),
    }),
  },
  /** Set a flag, or change the day of one: the same movement. */
  FLG01: { role: 'FLAG', request: flagRequest, response: target },
  /** The movement was cancelled. */
  FLG02: { role: 'FLAG', request: z.strictObject({ requestId, movement: requestId }), response: target },
  /** Support measures begin or end. */
  FLG03: {
    role: 'FLAG',
    request: z.strictObject({ requestId, person: personNumber, protected: z.boolean() }),
    response: target,
  },
  /** Ask another municipality, under art. 19(16). The signature carries the ground. */
  INQ01: { role: 'INQUIRY', request: inquiryRequest, response: inquiryAnswer },
  /** Records of inquiries about persons, ours and others', newest first. */
  INQ02: {
    role: 'INQUIRY',
    request: z.strictObject({ persons }),
    response: z.strictObject({ records: z.array(inquiryRecord.extend(whose)) }),
  },
  /** The person's records for the certificate of an accepted application. */
  CRT01: {
    role: 'CERTIFICATE',
    request: z.strictObject({ application: requestId }),
    response: z.strictObject({ person: personNumber, doses: z.array(doseRecord) }),
  },
  /** An application at the counter. */
  APP01: { role: 'APPLICATION', request: counterApplication, response: application },
  /** In these states, in the order of receipt, after a number. */
  APP02: {
    role: 'APPLICATION',
    request: z.strictObject({
      states: z.array(z.enum(APPLICATION_STATES)).min(1),
      after: z.int().min(0),
      ...page,
    }),
    response: z.strictObject({ applications: z.array(application) }),
  },
  APP03: { role: 'APPLICATION', request: decision, response: application },
  /** The certificate was handed over. */
  APP04: {
    role: 'APPLICATION',
    request: z.strictObject({ requestId, id: requestId }),
    response: application,
  },
} as const;

export type OperationName = keyof typeof OPERATIONS;
export type RequestOf<Name extends OperationName> = z.infer<(typeof OPERATIONS)[Name]['request']>;
export type ResponseOf<Name extends OperationName> = z.infer<(typeof OPERATIONS)[Name]['response']>;
export type Municipality = z.infer<typeof municipality>;
export type LogEntry = z.infer<typeof logEntry>;
