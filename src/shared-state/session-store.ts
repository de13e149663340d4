import type { LogoutCause } from '../audit/record/record.js';

/**
 * Which login each account is in, and which logins have ended: in memory for one process, in Redis for replicas
 * that must agree. Accounts are named; a session is a hash, never the login's own id. Durations are
 * milliseconds, and the clock is the store's: replicas need not agree about the time.
 *
 * Ends that have to be recorded are kept until `settle` says they are. The caller that is given one has `LEASE` to
 * record it. If it stops before, `takeEnded` gives the end to another.
 */
export interface SessionStore {
  /** A request of a session came: opens, extends or refuses it, in one step. */
  touch(touch: SessionTouch): Promise<Touched>;
  /**
   * The session's LOGIN is durable. Resolves with null, or with the cause where the session has ended before it
   * was: its end was handed to nobody, and is the caller's to record.
   */
  confirm(account: string, session: string): Promise<LogoutCause | null>;
  /** Of the account's open session, if it is that one and its LOGIN is recorded. Extends nothing; null otherwise. */
  times(account: string, session: string): Promise<SessionTimes | null>;
  /** Every open session whose LOGIN is recorded, in no order. Extends nothing. */
  list(): Promise<readonly AccountSession[]>;
  /** Ends the account's session (`only`: if it is that one). Null where there was none whose LOGIN is recorded. */
  end(account: string, cause: LogoutCause, only?: string): Promise<EndedSession | null>;
  /**
   * Takes out sessions that have run out, and ends that nobody recorded in time: some at a time, none when done.
   */
  takeEnded(): Promise<readonly EndedSession[]>;
  /** The LOGOUT of each is durable. */
  settle(ended: readonly EndedSession[]): Promise<void>;
  close(): Promise<void>;
}

export interface SessionTouch {
  readonly account: string;
  readonly session: string;
  /** Sent by a program on a timer: is answered within a session, but neither opens nor extends one. */
  readonly automatic: boolean;
  /** The session ends this long after the last touch or, with `absolute`, after the first. */
  readonly idle: number;
  readonly absolute: boolean;
  /** How long tokens of this login stay good: an ended session is remembered for that long (R172: it never comes back). */
  readonly life: number;
}

/** Durations, for the store's clock is its own. */
export interface SessionTimes {
  /** Milliseconds since it was opened. */
  readonly since: number;
  /** Milliseconds until it runs out, if nothing extends it. */
  readonly left: number;
}

export interface AccountSession extends SessionTimes {
  readonly account: string;
}

export interface EndedSession {
  readonly account: string;
  readonly session: string;
  readonly cause: LogoutCause;
}

/** What a touch came to. `ended`: a session of the account that it found run out, or displaced. */
export type Touched =
  | { readonly kind: 'LIVE' }
  /** Open, but its LOGIN is not known to be recorded: record it, then `confirm`. */
  | { readonly kind: 'OPENED'; readonly ended: EndedSession | null }
  /** This session has ended, now or before. */
  | { readonly kind: 'ENDED'; readonly cause: LogoutCause; readonly ended: EndedSession | null }
  /** An automatic request without a session. */
  | { readonly kind: 'NOT_OPEN'; readonly ended: EndedSession | null };

/**
 * Time to record an end before another replica does. Longer than sealing may take, or an end would be recorded
 * twice.
 */
export const LEASE = 30_000;

/** Ends handed out by one `takeEnded`. */
export const TAKEN_AT_ONCE = 100;
