import { z } from 'zod';
import { copyRecord, provisionContent, storedCopy } from './copies.js';
import {
  digest,
  instant,
  integratedNumber,
  itemCode,
  items,
  listVersion,
  processingNumber,
  requestId,
} from './fields.js';
import { inquiryRequest, inquiryStatus, provisionStatus } from './inquiries.js';
import { exchangeRecord, institution, logEntry, restriction } from './records.js';
import { MAX_PERSONS, PROTOCOL_ERRORS, PROVISION_ORDERS, PROVISION_STATES, STAFF_ROLES } from './terms.js';

/**
 * Every message, once, for both ends: the adapter checks what it sends and what it gets, the server likewise.
 * Objects are strict: a field that nobody expects is a fault. What the messages are made of is in `fields.ts`,
 * `copies.ts`, `inquiries.ts` and `records.ts`.
 */

export const protocolError = z.strictObject({ error: z.enum(PROTOCOL_ERRORS) });

const nothing = z.strictObject({});
/** Persons that are asked about, each once. Of one whom the institution does not know the answer has no row. */
const subjects = z
  .array(integratedNumber)
  .min(1)
  .max(MAX_PERSONS)
  .refine((all) => new Set(all).size === all.length);
/** In a row of an answer about several persons: whose it is. */
const whose = { subject: integratedNumber };

/** Operation by name: what goes in, what comes out, and the role it needs (null: any member of staff). */
export const OPERATIONS = {
  /** Log in: the assertion's `sub` is the member of staff. */
  SCM01: {
    role: null,
    request: nothing,
    response: z.strictObject({
      session: z.string().regex(/^[\w-]{22,64}$/),
      expiresAt: instant,
      roles: z.array(z.enum(STAFF_ROLES)),
    }),
  },
  SCM02: { role: null, request: nothing, response: nothing },
  /** The institution's own operation log, oldest first, after a sequence number. */
  SCM03: {
    role: 'LOG',
    request: z.strictObject({ after: z.int().min(0), max: z.int().min(1).max(1000) }),
    response: z.strictObject({ entries: z.array(logEntry) }),
  },
  /** Institutions on the network, and the version of the permission list here. Also the cheapest sign of life. */
  SYM01: {
    role: null,
    request: nothing,
    response: z.strictObject({ listVersion, institutions: z.array(institution) }),
  },
  /** Have a code (符号) made for a person; it stays in the server. */
  FGU01: {
    role: 'INQUIRY',
    request: z.strictObject({ subject: integratedNumber }),
    response: z.strictObject({ registered: z.boolean() }),
  },
  SKI01: { role: 'INQUIRY', request: inquiryRequest, response: inquiryStatus },
  /** By our request ids, or all of a person, newest first, at most 200. */
  SKI02: {
    role: 'INQUIRY',
    request: z.union([
      z.strictObject({ requestIds: z.array(requestId).min(1).max(200) }),
      z.strictObject({ subject: integratedNumber }),
    ]),
    response: z.strictObject({ inquiries: z.array(inquiryStatus) }),
  },
  /** The signed answer of an inquiry; NOT_FOUND while there is none. */
  SKI03: {
    role: 'INQUIRY',
    request: z.strictObject({ processingNumber }),
    response: z.strictObject({ answer: z.string().max(1_000_000) }),
  },
  /** Answers in the order in which they arrived, after a number: at least once each. */
  SKI04: {
    role: 'INQUIRY',
    request: z.strictObject({ after: z.int().min(0), max: z.int().min(1).max(100) }),
    response: z.strictObject({
      deliveries: z.array(
        z.strictObject({ number: z.int().min(1), processingNumber, answer: z.string().max(1_000_000) }),
      ),
    }),
  },
  /** What others ask of us: those in these states, in an order, after a processing number. */
  TKY01: {
    role: 'PROVISION',
    request: z.strictObject({
      states: z.array(z.enum(PROVISION_STATES)).min(1),
      order: z.enum(PROVISION_ORDERS),
      subject: integratedNumber.nullable(),
      after: processingNumber.nullable(),
      max: z.int().min(1).max(200),
    }),
    response: z.strictObject({ provisions: z.array(provisionStatus) }),
  },
  /** The exact content that would be sent now (R203). */
  TKY02: {
    role: 'PROVISION',
    request: z.strictObject({ processingNumber }),
    response: z.strictObject({ provision: provisionStatus, payload: provisionContent }),
  },
  TKY03: {
    role: 'PROVISION',
    request: z.strictObject({ requestId, processingNumber, contentHash: digest }),
    response: z.strictObject({ provision: provisionStatus }),
  },
  TKY04: {
    role: 'PROVISION',
    request: z.strictObject({ requestId, processingNumber }),
    response: z.strictObject({ provision: provisionStatus }),
  },
  /** Set 自動応答不可 and 不開示 of a person's items; null leaves a flag as it is. */
  TKY05: {
    role: 'RESTRICTION',
    request: z.strictObject({
      requestId,
      subject: integratedNumber,
      items,
      noAutomaticAnswer: z.boolean().nullable(),
      nonDisclosure: z.boolean().nullable(),
    }),
    response: z.strictObject({ restrictions: z.array(restriction) }),
  },
  TKY06: {
    role: null,
    request: z.strictObject({ subjects }),
    response: z.strictObject({ restrictions: z.array(restriction.extend(whose)) }),
  },
  /** How many TKY01 lists. */
  TKY07: {
    role: 'PROVISION',
    request: z.strictObject({ states: z.array(z.enum(PROVISION_STATES)).min(1) }),
    response: z.strictObject({ count: z.int().min(0) }),
  },
  TKM01: {
    role: 'RECORDS',
    request: z.strictObject({ subjects }),
    response: z.strictObject({ records: z.array(exchangeRecord.extend(whose)) }),
  },
  /** Copies of one or several persons; those of a person and item replace the ones before. */
  DBM01: {
    role: 'COPY',
    request: z.strictObject({
      requestId,
      persons: z
        .array(
          z.strictObject({ subject: integratedNumber, item: itemCode, copies: z.array(copyRecord).max(200) }),
        )
        .min(1)
        .max(200),
    }),
    response: z.strictObject({
      registered: z.int().min(0),
      refused: z.array(
        z.strictObject({
          index: z.int().min(0),
          reason: z.enum(['UNKNOWN_PERSON', 'NOT_OUR_ITEM', 'FIELD_NOT_ALLOWED']),
        }),
      ),
    }),
  },
  DBM02: {
    role: null,
    request: z.strictObject({ subjects }),
    response: z.strictObject({
      copies: z.array(storedCopy.omit({ values: true }).extend(whose)),
    }),
  },
} as const;

export type OperationName = keyof typeof OPERATIONS;
export type RequestOf<Name extends OperationName> = z.infer<(typeof OPERATIONS)[Name]['request']>;
export type ResponseOf<Name extends OperationName> = z.infer<(typeof OPERATIONS)[Name]['response']>;
