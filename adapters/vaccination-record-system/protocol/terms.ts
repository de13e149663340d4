/**
 * The words of the vaccination record system's protocol (docs/vaccination-record-system.md). Closed sets: a word
 * that is not here is refused on both ends.
 */

/** Whether somebody is to be vaccinated by this municipality today: worked out of the flags, never stored. */
export const TARGET_STATES = ['ACTIVE', 'MOVED_OUT', 'DEAD'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** 転出/死亡時等のフラグ (R021). */
export const FLAG_KINDS = ['MOVE_OUT', 'DEATH'] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

export const FLAG_STATES = [
  /** The effective day has not come: the person is still a target. */
  'PENDING',
  'IN_FORCE',
  /** The movement was cancelled (転出取消): as if it had never been. */
  'CANCELLED',
  /** The person came back and was registered anew. */
  'ENDED',
] as const;
export type FlagState = (typeof FLAG_STATES)[number];

/** Why a coupon is made anew; the one before is void from that day. */
export const REISSUE_REASONS = ['LOST', 'DAMAGED', 'NUMBER_EXPOSED', 'RETURNED'] as const;

/** First digit of the 18-digit line (券種). */
export const COUPON_KINDS = { '1': 'DOSE', '2': 'EXAMINATION_ONLY' } as const;

/** How a coupon's line came into the system: a camera confuses digits, a hand types wrong ones. */
export const READINGS = ['CAMERA', 'HAND', 'FILE'] as const;

/** Told with a dose that was recorded: nothing is wrong for certain. */
export const DOSE_WARNINGS = [
  /** Before a lower dose of the person, or after a higher one. */
  'OUT_OF_ORDER',
  /** The dose before is not there. */
  'GAP',
  /** A line that a camera confuses with this one belongs to somebody, too. */
  'POSSIBLE_MISREAD',
] as const;
export type DoseWarning = (typeof DOSE_WARNINGS)[number];

export const CORRECTION_REASONS = [
  'MISREAD_LINE',
  'WRONG_DAY',
  'WRONG_MAKER',
  'WRONG_LOT',
  'WRONG_NUMBER',
  'OTHER',
] as const;

/** What another municipality's records are needed for: one person, one need (R151). */
export const NEEDS = [
  /** 新接種券発行申請書兼接種記録確認同意書 (R226). */
  'NEW_COUPON',
  'RECORD_CONFIRMATION',
] as const;

/** On what an inquiry under art. 19(16) rests (R148, X12). */
export const CONSENTS = [
  'GIVEN',
  /** 本人の同意を得ることが困難であるとき: the nation's reading since December 2021. */
  'HARD_TO_OBTAIN',
] as const;
export type Consent = (typeof CONSENTS)[number];

/** Before it the system takes no consent but a given one. */
export const HARD_TO_OBTAIN_FROM = '2021-12-01';

export const INQUIRY_OUTCOMES = [
  'PROVIDED',
  /** Unknown there, without a dose, or protected: an inquirer is never told which. */
  'NOT_PROVIDED',
] as const;

export const CERTIFICATE_KINDS = ['DOMESTIC', 'OVERSEAS'] as const;
export const APPLICATION_CHANNELS = ['COUNTER', 'ELECTRONIC'] as const;
/** How the applicant's identity was established (番号法16条). */
export const IDENTITY_CHECKS = ['NONE', 'DOCUMENTS', 'NUMBER_CARD'] as const;

/**
 * RECEIVED may be accepted, refused or withdrawn; ACCEPTED issued or withdrawn. Nothing follows on the others.
 */
export const APPLICATION_STATES = ['RECEIVED', 'ACCEPTED', 'ISSUED', 'REFUSED', 'WITHDRAWN'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
export const APPLICATION_DECISIONS = ['ACCEPT', 'REFUSE', 'WITHDRAW'] as const;

/** Roles of a member of staff in the system, its own. */
export const STAFF_ROLES = [
  'TARGET', // targets and coupons
  'DOSE', // records of doses
  'FLAG', // move-out, death, support measures
  'INQUIRY', // ask another municipality
  'CERTIFICATE', // look records up for a certificate
  'APPLICATION', // applications for certificates
  'LOG', // the operation log
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Why a call is refused. Nothing was done then. */
export const PROTOCOL_ERRORS = [
  'UNAUTHENTICATED', // assertion missing, wrongly signed, used before, or too old
  'SESSION_EXPIRED',
  'FORBIDDEN', // the member of staff has not the role
  'NOT_FOUND', // no such thing of this municipality; another's is never told apart
  'INVALID', // the message is not what the schema says
  'CONFLICT', // the same request id with another content, another version, or a step that may not follow
  'ALREADY_REGISTERED',
  'COUPON_IN_USE', // the number was given before, to whomever
  'NOT_A_TARGET', // moved out or dead on that day
  'BAD_LINE', // no line of 18 digits with a municipality's code in it
  'OTHER_MUNICIPALITY', // a line of another municipality's coupon, whether there is such a coupon or not
  'EXAMINATION_ONLY', // 予診のみ: there was no dose
  'UNKNOWN_COUPON',
  'VOID_COUPON', // made anew before the day of the dose
  'DOSE_EXISTS', // the person has a record of this dose
  'LOCKED', // it has one that was corrected by hand
  'IMPOSSIBLE_DAY', // before birth, before the programme, or to come
  'FLAG_EXISTS', // another movement of the same kind is open
  'NO_GROUND', // art. 19(16): consent or identity check missing
  'NOT_ACCEPTED', // the application is not accepted
  'INTERNAL',
] as const;
export type ProtocolErrorCode = (typeof PROTOCOL_ERRORS)[number];

/** First day of a vaccination against COVID-19 in Japan. */
export const PROGRAMME_BEGINS = '2021-02-17';
/** Persons that one call may ask about. */
export const MAX_PERSONS = 200;

/** Header with the session that SEC01 gave. */
export const SESSION_HEADER = 'vrs-session';
/** `aud` of the assertions with which a municipality signs its calls. */
export const AUDIENCE = 'vaccination-record-system';
/** Longest life of an assertion, seconds. */
export const ASSERTION_SECONDS = 60;
export const ASSERTION_TERMS = { audience: AUDIENCE, seconds: ASSERTION_SECONDS } as const;
