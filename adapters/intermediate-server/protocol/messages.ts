import { z } from 'zod';
import { isPlainDate } from '../../../src/calendar/plain-date.js';
import {
  HOLD_REASONS,
  INQUIRY_STATES,
  NOT_PROVIDED_REASONS,
  PROTOCOL_ERRORS,
  PROVISION_STATES,
  REFUSAL_CODES,
  STAFF_ROLES,
} from './terms.js';

/**
 * Every message, once, for both ends: the adapter checks what it sends and what it gets, the server likewise.
 * Objects are strict: a field that nobody expects is a fault. Lengths and alphabets are those of the real
 * records where known (B6).
 */

/** 機関コード: 16 digits with the municipality's six in them. */
export const institutionCode = z.string().regex(/^\d{16}$/);
/** 団体内統合宛名番号: 15 digits, the person's key between an institution and its own intermediate server. */
export const integratedNumber = z.string().regex(/^\d{15}$/);
/** 処理通番: ties request, permit, answer and both parties' records. 20 digits. */
export const processingNumber = z.string().regex(/^\d{20}$/);
/** 特定個人情報名コード: TM and 14 digits. */
export const itemCode = z.string().regex(/^TM\d{14}$/);
/** 別表第二 (or the later order's table), as cited: `16の2`. */
export const rowId = z.string().regex(/^[0-9の]{1,8}$/);
/** User id in the intermediate server, at most 20 characters. */
export const staffId = z.string().regex(/^[A-Z0-9-]{1,20}$/);
export const requestId = z.uuid();
export const day = z.string().refine(isPlainDate);
export const instant = z.iso.datetime({ precision: 3 });
/** SHA-256, base64url. */
export const digest = z.string().regex(/^[\w-]{43}$/);
/** Version of the permission list: opaque, equal only to itself. */
export const listVersion = z.string().min(1).max(32);

/** 照会条件: everything there is, or what falls within these days (both included). */
export const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ALL') }),
  z.strictObject({ kind: z.literal('PERIOD'), from: day, to: day }),
]);

const items = z.array(itemCode).min(1).max(20);

/** What an inquiry asks, word for word; `conditionHash` in the answer is the canonical hash of this. */
export const inquiryRequest = z.strictObject({
  /** Chosen by the inquirer, once per inquiry: the same id with the same content is the same inquiry. */
  requestId,
  row: rowId,
  provider: institutionCode,
  subject: integratedNumber,
  items,
  condition,
  /** 照会側不開示コード: the inquirer's own record of it is not shown to the person in his log. */
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

/** One copy (副本) as its owner registered it. */
export const copyValues = z
  .array(z.strictObject({ name: z.string().min(1).max(40), value: z.string().max(200) }))
  .max(200);
export const copyRecord = z.strictObject({
  item: itemCode,
  /** データセット番号 and 版番号, four digits each. */
  dataSet: z.string().regex(/^\d{4}$/),
  version: z.string().regex(/^\d{4}$/),
  validFrom: day,
  validTo: day.nullable(),
  /** 事実の日 the condition's days are held against, e.g. the day of vaccination; null: always within. */
  factDay: day.nullable(),
  values: copyValues,
});
export const storedCopy = copyRecord.extend({ refreshedAt: instant, registeredBy: staffId });

/** What is handed over: nothing that is not in a copy. `withheld` stays with the provider. */
export const answerContent = z.strictObject({ copies: z.array(storedCopy.omit({ registeredBy: true })) });
export const provisionContent = z.strictObject({
  content: answerContent,
  /** Who registered the copies, for the four eyes. */
  registeredBy: z.array(staffId),
  withheld: z.array(z.strictObject({ item: itemCode, reason: z.enum(NOT_PROVIDED_REASONS) })),
  /** Canonical hash of `content`. */
  contentHash: digest,
  listVersion,
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

/** 情報提供等記録 (番号法23条), as one side holds it. */
export const exchangeRecord = z.strictObject({
  processingNumber,
  side: z.enum(['INQUIRER', 'PROVIDER']),
  counterpart: institutionCode,
  row: rowId,
  article: z.string().max(60).nullable(),
  items,
  lawDay: day,
  requestedAt: instant,
  /** null: nothing was provided. */
  providedAt: instant.nullable(),
  /** 不開示: the person is not shown this entry (the fact of an inquiry can betray where somebody lives). */
  hidden: z.boolean(),
  keepUntil: day,
});

/** Settings of one person's item; an item without any is automatic and disclosed. */
export const restriction = z.strictObject({
  item: itemCode,
  /** 自動応答不可フラグ. */
  noAutomaticAnswer: z.boolean(),
  /** 不開示. */
  nonDisclosure: z.boolean(),
  changedAt: instant,
  changedBy: staffId,
});

export const logEntry = z.strictObject({
  sequence: z.int().min(1),
  at: instant,
  kind: z.enum(['LOGIN', 'LOGOUT', 'FORCED_LOGOUT', 'OPERATION', 'REFUSED']),
  staff: staffId.nullable(),
  operation: z.string().max(8).nullable(),
  processingNumber: processingNumber.nullable(),
  detail: z.string().max(80).nullable(),
});

export const institution = z.strictObject({
  code: institutionCode,
  nameJa: z.string().max(60),
  nameEn: z.string().max(60),
  kind: z.enum(['MUNICIPALITY', 'INSURER']),
});

export const protocolError = z.strictObject({ error: z.enum(PROTOCOL_ERRORS) });

const nothing = z.strictObject({});
const subjects = z.array(integratedNumber).min(1).max(200);

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
  /** What others ask of us: those in these states, oldest first, after a processing number. */
  TKY01: {
    role: 'PROVISION',
    request: z.strictObject({
      states: z.array(z.enum(PROVISION_STATES)).min(1),
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
    request: z.strictObject({ subject: integratedNumber }),
    response: z.strictObject({ restrictions: z.array(restriction) }),
  },
  TKM01: {
    role: 'RECORDS',
    request: z.strictObject({ subject: integratedNumber }),
    response: z.strictObject({ records: z.array(exchangeRecord) }),
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
      copies: z.array(storedCopy.omit({ values: true }).extend({ subject: integratedNumber })),
    }),
  },
} as const;

export type OperationName = keyof typeof OPERATIONS;
export type RequestOf<Name extends OperationName> = z.infer<(typeof OPERATIONS)[Name]['request']>;
export type ResponseOf<Name extends OperationName> = z.infer<(typeof OPERATIONS)[Name]['response']>;

export type InquiryRequest = z.infer<typeof inquiryRequest>;
export type InquiryStatus = z.infer<typeof inquiryStatus>;
export type Refusal = z.infer<typeof refusal>;
export type ProvisionStatus = z.infer<typeof provisionStatus>;
export type ProvisionContent = z.infer<typeof provisionContent>;
export type AnswerContent = z.infer<typeof answerContent>;
export type SignedAnswer = z.infer<typeof answer>;
export type CopyRecord = z.infer<typeof copyRecord>;
export type StoredCopy = z.infer<typeof storedCopy>;
export type ExchangeRecord = z.infer<typeof exchangeRecord>;
export type Restriction = z.infer<typeof restriction>;
export type LogEntry = z.infer<typeof logEntry>;
export type Institution = z.infer<typeof institution>;
