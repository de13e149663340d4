import type { ErrorCode } from '../../errors/codes.js';
import type { RecordSystemRecord } from './record-system-record.js';

/**
 * What became of one resolver access. Null never means two things, in the answer or here.
 * - DISCLOSED: a value left (for the individual number: REVEALED)
 * - REVEALABLE: the individual number may be shown, and was not asked for: that there is one is told
 * - ABSENT: the source answered that there is none
 * - WITHHELD / REDACTED: the policy closed it (REDACTED: the individual number, shown as such)
 * - DENIED: a root field refused with an error; no resolver behind it ran
 * - REFUSED: an act that the city's rules or the law refuse; the reason says by which code, and whom it concerned
 * - UNAVAILABLE: the source did not answer;  FAILED: any other fault
 * - UNSHOWN: it was read, and the answer does not hold it after all
 * - UNREAD: the field was called when its answer had ended or was full: no source was asked for it
 */
export type Outcome =
  | 'DISCLOSED'
  | 'REVEALED'
  | 'REVEALABLE'
  | 'ABSENT'
  | 'WITHHELD'
  | 'REDACTED'
  | 'DENIED'
  | 'REFUSED'
  | 'UNAVAILABLE'
  | 'FAILED'
  | 'UNSHOWN'
  | 'UNREAD';

/** One resolver access, as `audit expand` prints it. */
export interface Access {
  /** `Type.field`, never the alias. */
  readonly coordinate: string;
  /** Response path, aliases included: `["residents","nodes",3,"name"]`. */
  readonly path: readonly (string | number)[];
  /** Keyed pseudonym of the person the access was about, null where it was about none. */
  readonly subject: string | null;
  readonly outcome: Outcome;
  /** Rule id or reason, exact (the caller saw the general one); null for DISCLOSED and ABSENT. */
  readonly reason: string | null;
}

/** Who asked for what and why: the head of every record about a request. Holds no value of a person. */
export interface Circumstances {
  /** Random id of the request; also in the log lines and, for INTERNAL, in the error. */
  readonly request: string;
  /** null where identity could not be established. */
  readonly account: string | null;
  readonly role: string | null;
  readonly purpose: string | null;
  /** Case number as claimed by the caller; at most 64 characters of a closed alphabet. */
  readonly case: string | null;
  readonly zone: string | null;
  readonly amr: readonly string[];
  readonly policyVersion: string;
  /** SHA-256 (base64url) of the normalised document, literals stripped; null when there is none. */
  readonly document: string | null;
  readonly operationName: string | null;
}

/** Columnar form of all resolver accesses of one operation; `decodeAccesses` expands it without loss. */
export interface AccessColumns {
  /**
   * Distinct subjects: their pseudonyms one behind the other, each of PSEUDONYM_CHARACTERS; other columns refer
   * to them by position. `subjectsIn` takes them apart.
   */
  readonly subjects: string;
  /** Opaque to all but `encode-accesses.ts` and `access-columns.ts`. */
  readonly groups: readonly unknown[];
  /** Number of accesses, for a quick check of the expansion. */
  readonly count: number;
}

/** A segment that was destroyed, with all records from the first to the last. */
export interface PurgedSegment {
  readonly writer: string;
  readonly segment: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** SHA-256 (base64url) of its final frame, which stays as its tombstone. */
  readonly end: string;
}

/** Root (base64) over the first `size` records of another writer. */
export interface OtherCheckpoint {
  readonly writer: string;
  readonly size: number;
  readonly root: string;
}

export type LogoutCause = 'USER' | 'IDLE' | 'ANOTHER_LOGIN' | 'ACCOUNT_ENDED' | 'ADMINISTRATOR';

/**
 * The exchange over the intermediate server (R157, R186-R205; 番号法19条8号): the INTENT is durable before
 * anything leaves, the OUTCOME before anybody is told. The other body, codes, permits and contents are not in
 * it: which body asked can betray where somebody lives, and the rest is the intermediate server's;
 * 情報提供等記録 there (番号法23条) has the processing number.
 */
export interface LinkageRecord {
  readonly kind: 'LINKAGE';
  readonly act: 'ASK' | 'APPROVE' | 'REJECT' | 'RESTRICT' | 'REGISTER';
  readonly phase: 'INTENT' | 'OUTCOME';
  /**
   * Of an inquiry its id, of a provision its processing number, of a restriction its reason, of copies the client's key, of
   * what the gateway protects by itself an id of its own. With `request` the same in both phases: who goes on with an act
   * in another request has an INTENT there. An inquiry alone may end by itself, without one, under its id.
   */
  readonly id: string;
  /** The request that did it; null for what came about later by itself. */
  readonly request: string | null;
  readonly account: string;
  /** Row and article as in force on the day; null where an act is about no row. */
  readonly row: string | null;
  readonly article: string | null;
  /** X09: two places of the assessment contradict each other about this row. */
  readonly basisConflict: boolean;
  readonly items: readonly string[];
  /** Keyed pseudonym; null for an act on several, whose access columns name them. */
  readonly subject: string | null;
  /** What it came to: a state of the exchange, or a code of why not; null in an INTENT. */
  readonly result: string | null;
}

/**
 * A change of what the gateway itself keeps about persons (cases: R060, R069, R161, R168): the INTENT is durable
 * before anything is written, the OUTCOME before anybody is told. No text that somebody typed is in it.
 */
export interface ActRecord {
  readonly kind: 'ACT';
  /** Name of the mutation. */
  readonly act: string;
  readonly phase: 'INTENT' | 'OUTCOME';
  /** The act's own id: the same in both phases, however often it is sent. */
  readonly id: string;
  /** The request that did it; null for what was brought to its end after a crash. */
  readonly request: string | null;
  readonly account: string;
  /** Number of the case it is about. */
  readonly case: string | null;
  /** Keyed pseudonyms of the persons. */
  readonly subjects: readonly string[];
  /** What it came to, or a code of why not; null in an INTENT. */
  readonly result: string | null;
}

/**
 * Of a record in the clear: version of the log's format, as in the first line of its segment (`log-version.ts`).
 * Programs before it was named left it out.
 */
interface InTheClear {
  readonly format?: number;
}

/** The body of a record by kind; the journal adds `seq` and `at`, and `format` where it is in the clear. */
export type RecordBody =
  /** First frame of a writer. `key` is the verifier key of its first segment. */
  | ({
      readonly kind: 'GENESIS';
      readonly writer: string;
      readonly municipality: string;
      readonly keyId: string;
      readonly key: string;
    } & InTheClear)
  /**
   * `unclean`: the process before this one did not stop in order; left out where it did. `clock`: all times from here to
   * the next START are of a clock that was set to another day (the demo), never of a production; left out otherwise.
   */
  | {
      readonly kind: 'START';
      readonly version: string;
      readonly node: string;
      readonly unclean?: true;
      readonly clock?: 'SET';
    }
  /** The journal found an unfinished write at its end and cut it off. */
  | { readonly kind: 'RECOVERY'; readonly bytesCut: number }
  | { readonly kind: 'STOP' }
  /** An account's session began (R172, R190). `session` is a hash of the login's id, the same in its LOGOUT. */
  | {
      readonly kind: 'LOGIN';
      readonly account: string;
      readonly session: string;
      readonly zone: string | null;
      readonly amr: readonly string[];
    }
  /**
   * A session ended: by the user, after five idle minutes (R182), by a later login, or because the account was
   * ended.
   */
  | {
      readonly kind: 'LOGOUT';
      readonly account: string;
      readonly session: string;
      readonly cause: LogoutCause;
    }
  /**
   * The staff directory was changed (R172-R176): which account did what to which. `facts` are days, menus and
   * the like; nothing about a resident.
   */
  | {
      readonly kind: 'CHANGE';
      readonly request: string;
      readonly account: string;
      readonly action: string;
      readonly target: string;
      readonly facts: Readonly<Record<string, string | null>>;
    }
  /**
   * All records before this one, signed (`format.ts`): every few seconds, each idle minute, and as the last of a
   * segment, then with its end.
   */
  | ({
      readonly kind: 'CHECKPOINT';
      readonly note: string;
      /** What the other writers' newest checkpoints said: so all chains are tied. */
      readonly others?: readonly OtherCheckpoint[];
      readonly end?: { readonly key: string; readonly peaks: readonly string[] };
    } & InTheClear)
  /** Before segments whose terms are over are destroyed (R134, R135): what was, and who answers for it. */
  | {
      readonly kind: 'PURGE';
      /** Name of the account that ordered it, and the account; older records have a name alone, as it was typed. */
      readonly by: string;
      readonly account?: string;
      readonly segments: readonly PurgedSegment[];
    }
  /**
   * Somebody read the log or the city with a command (R154): which account, which command, and about whom where it
   * was about one. Nothing is printed before it is durable.
   */
  | {
      readonly kind: 'COMMAND';
      readonly account: string;
      readonly role: string;
      readonly command: string;
      /** Keyed pseudonym. */
      readonly subject: string | null;
      readonly amr: readonly string[];
      readonly policyVersion: string;
    }
  /**
   * Somebody has read the periodic review (R195, R204) of these days: who, when, and which report (SHA-256 of
   * its file, hexadecimal).
   */
  | {
      readonly kind: 'REVIEW';
      /** Name of the account that signed, and the account; older records have a name alone, as it was typed. */
      readonly reviewer: string;
      readonly account?: string;
      readonly reviewedOn: string;
      readonly from: string;
      readonly to: string;
      readonly report: string;
      readonly findings: number;
      /** The act's own id, and the canonical hash of the findings with what was found on asking; missing in older ones. */
      readonly id?: string;
      readonly content?: string;
    }
  | LinkageRecord
  | ActRecord
  | RecordSystemRecord
  /** Another policy came into force without a restart; null before the first. */
  | { readonly kind: 'POLICY'; readonly version: string; readonly before: string | null }
  /** Before any adapter is called. `coordinates` are those the plan found, with the verb asked for. */
  | ({ readonly kind: 'INTENT'; readonly coordinates: readonly string[] } & Circumstances)
  /**
   * Before the first byte of the answer leaves. `intent` is the sequence number of its INTENT, null when
   * refused before.
   */
  | ({
      readonly kind: 'OUTCOME';
      readonly intent: number | null;
      readonly status: 'ANSWERED' | 'REFUSED' | 'FAILED';
      /** Error codes of the answer, in order of appearance, each once. */
      readonly codes: readonly ErrorCode[];
      /** Exact ground of a refusal, for the reader of the log only; never a value. */
      readonly detail: string | null;
      readonly accesses: AccessColumns | null;
      /** Left out where there is an INTENT: the document stands there. */
      readonly document?: string | null;
    } & Omit<Circumstances, 'document'>);

/** A record as stored. `at` is UTC, ISO 8601 with milliseconds; order is `seq`, never the clock. */
export type AuditRecord = RecordBody & { readonly seq: number; readonly at: string };
