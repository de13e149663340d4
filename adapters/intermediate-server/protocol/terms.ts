/**
 * The words of the intermediate server's protocol (docs/intermediate-server.md). Closed sets: a word that is
 * not here is refused on both ends. Operations are named after the function groups of the real external
 * interface: SKI inquiry, TKY provision, TKM records of provision (番号法23条), DBM copies, FGU codes, SCM
 * security, SYM the permission list.
 */

/**
 * One inquiry, on the way from the inquirer's server over the network to the provider's copy and back (R186, R187).
 */
export const INQUIRY_STATES = [
  /** Accepted and numbered; nothing has left yet. */
  'REQUESTED',
  /** The network has held it against the permission list. */
  'LIST_CHECKED',
  /** 情報提供許可証: single use, with an end, for this row, person and these items only. */
  'PERMIT_RECEIVED',
  'SENT',
  'ANSWERED',
  /** By the list, or because nothing is provided; `refusal` says by which row and article. */
  'REFUSED',
  /** The permit ran out before an answer came. */
  'EXPIRED',
] as const;
export type InquiryState = (typeof INQUIRY_STATES)[number];

/** Nothing more happens to an inquiry in one of these. */
export const CLOSED_INQUIRY_STATES: ReadonlySet<InquiryState> = new Set(['ANSWERED', 'REFUSED', 'EXPIRED']);

/** The same inquiry as its provider sees it. */
export const PROVISION_STATES = [
  /** 自動応答不可: waits for the section head (R198, R205). */
  'AWAITING_APPROVAL',
  /** Approved for one exact content until `approvalExpiresAt`; it goes by itself. */
  'APPROVED',
  'SENT',
  /** By the section head. */
  'REJECTED',
  /** 不開示, no copy, or not on the provider's list any more: answered that nothing is provided. */
  'WITHHELD',
  /** The permit, or nobody's decision in time. */
  'EXPIRED',
] as const;
export type ProvisionState = (typeof PROVISION_STATES)[number];

/** Orders of the list of provisions: as they came in, or by the permit's end, the next first. */
export const PROVISION_ORDERS = ['RECEIVED', 'EXPIRES'] as const;
export type ProvisionOrder = (typeof PROVISION_ORDERS)[number];

/** Why an inquiry is refused. The first six are the permission list's (R188, R191); the rest the exchange's own. */
export const REFUSAL_CODES = [
  'ROW_UNKNOWN',
  'ROW_NOT_IN_FORCE',
  'WRONG_DIRECTION',
  'INQUIRER_NOT_LISTED',
  'PROVIDER_NOT_LISTED',
  'ITEM_NOT_LISTED',
  /** The two sides hold different versions of the list (R199). */
  'LIST_VERSION',
  /** The provider has nothing to give, may not, or will not: an inquirer is never told which, for 不開示 alone would tell. */
  'NOT_PROVIDED',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why an item is missing from a content. Only the provider reads it; to the inquirer it is simply not there. */
export const NOT_PROVIDED_REASONS = ['NO_COPY', 'COPY_NOT_VALID', 'NON_DISCLOSURE'] as const;

/** Why a provision does not answer by itself. */
export const HOLD_REASONS = ['PERSON_NOT_AUTOMATIC', 'ITEM_NOT_AUTOMATIC'] as const;

/** Roles of a member of staff in the intermediate server, its own (R189). */
export const STAFF_ROLES = [
  'INQUIRY', // ask, and read answers
  'PROVISION', // read what is asked of us; approve and reject
  'COPY', // register copies
  'RESTRICTION', // 自動応答不可, 不開示
  'RECORDS', // 情報提供等記録
  'LOG', // the operation log
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Why a call is refused; `refusal` of an inquiry is none of these: that is an answer. */
export const PROTOCOL_ERRORS = [
  'UNAUTHENTICATED', // assertion missing, wrongly signed, used before, or too old
  'SESSION_EXPIRED',
  'FORBIDDEN', // the member of staff has not the role
  'NOT_FOUND', // no such thing of this institution; another's is never told apart
  'INVALID', // the message is not what the schema says
  'CONFLICT', // the same request id with another content, or a step that may not follow
  'CODE_NOT_REGISTERED', // no 符号 for this person yet: FGU01 first
  'CONTENT_CHANGED', // the hash approved is not that of what would be sent
  'AUTOMATIC', // what answers by itself is not sent by hand (R193)
  'INTERNAL',
] as const;
export type ProtocolErrorCode = (typeof PROTOCOL_ERRORS)[number];

/**
 * Persons that one call may ask about: few enough that their records fit into an answer and are read in the time
 * that the server is waited for. A page of 1,000 is five calls of each kind, and never more.
 */
export const MAX_PERSONS = 200;

/** Header with the session that SCM01 gave. */
export const SESSION_HEADER = 'intermediate-session';
/** `aud` of the assertions with which an institution signs its calls. */
export const AUDIENCE = 'intermediate-server';
/** Longest life of an assertion, seconds. */
export const ASSERTION_SECONDS = 60;
/** `typ` of the signed answers. */
export const ANSWER_TYPE = 'linkage-answer+jws';
