import { createHash } from 'node:crypto';
import { PeriodicTask } from '../background/periodic-task.js';
import type { LogoutCause } from '../audit/record/record.js';
import type { AuditLog } from '../audit/audit-log.js';
import {
  type AccountSession,
  type EndedSession,
  type SessionStore,
  type SessionTimes,
  type Touched,
} from '../shared-state/session-store.js';
import type { Principal, Zone } from '../policy/terms.js';
import type { SessionRules } from '../policy/session-rules.js';
import type { Login } from './identity.js';
import { notOpenedByUser, sessionEnded } from './session-refusals.js';

/** A request as far as its session is concerned. */
export interface SessionRequest {
  readonly principal: Principal;
  readonly zone: Zone | null;
  readonly login: Login;
  /** Sent on a timer (`Sekisho-Automatic`). */
  readonly automatic: boolean;
  /** Of the request's own policy. */
  readonly rules: SessionRules;
}

export interface SessionsOptions {
  readonly store: SessionStore;
  readonly audit: Pick<AuditLog, 'seal' | 'fault'>;
  /** Told once when sweeps begin to fail, and again (null) when one succeeds; the next one tries again. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds between sweeps. */
  readonly sweepEvery?: number;
}

const SWEEP_EVERY = 15_000;

/**
 * The open sessions of staff: one for each account (R172), ended after five minutes without the user (R182). The
 * log has a LOGIN and a LOGOUT of each (R190). Machine accounts have no session: nobody can walk away from one.
 */
export class Sessions {
  /** Logins being recorded in this process; other requests of the same session wait for that. */
  private readonly opening = new Map<string, Promise<void>>();
  private readonly sweeping: PeriodicTask;

  constructor(private readonly options: SessionsOptions) {
    const { sweepEvery: every = SWEEP_EVERY, onFault } = options;
    this.sweeping = new PeriodicTask({ run: () => this.recordEnded(), every, onFault });
    this.sweeping.start();
  }

  /**
   * Lets a request in within its session, and opens one if there is none. Resolves with the session's name in the
   * log; null for a machine. Rejects with SESSION_EXPIRED where the session is over, AUDIT_UNAVAILABLE where the
   * login, or the end of the session it replaces, cannot be recorded, and SOURCE_UNAVAILABLE where the store of
   * sessions does not answer.
   */
  async enter(request: SessionRequest): Promise<string | null> {
    const { principal, login, automatic, rules } = request;
    if (principal.kind === 'service') return null;
    const { account } = principal;
    const session = sessionName(account, login.id);
    const opening = this.opening.get(session);
    if (opening !== undefined) await opening;
    const touched = await this.options.store.touch({
      account,
      session,
      automatic,
      idle: rules.idleMinutes * 60_000,
      absolute: rules.mode === 'ABSOLUTE',
      life: Math.max(0, Math.ceil(Math.min(login.life, Number.MAX_SAFE_INTEGER))),
    });
    if (touched.kind !== 'LIVE') await this.settleTouch(touched, session, request);
    return session;
  }

  /**
   * How long the session that a request has just entered lasts if the user does nothing more, milliseconds. Only where
   * the request did not extend it the store is asked; null where it has ended since.
   */
  async left({ principal, automatic, rules }: SessionRequest, session: string): Promise<number | null> {
    if (!automatic && rules.mode === 'IDLE') return rules.idleMinutes * 60_000;
    return (await this.times(principal.account, session))?.left ?? null;
  }

  /** Null where it has ended. Rejects with SOURCE_UNAVAILABLE. */
  times(account: string, session: string): Promise<SessionTimes | null> {
    return this.options.store.times(account, session);
  }

  /** All that are open. Rejects with SOURCE_UNAVAILABLE. */
  list(): Promise<readonly AccountSession[]> {
    return this.options.store.list();
  }

  /**
   * Ends the account's session, if it has one (`only`: if it is that one), and records it. Resolves with
   * whether there was one.
   */
  async end(account: string, cause: LogoutCause, only?: string): Promise<boolean> {
    const ended = await this.options.store.end(account, cause, only);
    if (ended !== null) await this.record([ended]);
    return ended !== null;
  }

  /** Records the sessions that have run out since. Replicas take turns: each end is recorded by one of them. */
  sweep(): Promise<void> {
    return this.sweeping.now();
  }

  /** Sessions in Redis stay open: the gateway's end is not the user's. */
  async close(): Promise<void> {
    await this.sweeping.close();
    await this.options.store.close();
  }

  private async recordEnded(): Promise<void> {
    // What is taken out now would only wait for its lease to end.
    if (this.options.audit.fault() !== null) return;
    for (let more = true; more;) {
      const ended = await this.options.store.takeEnded();
      await this.record(ended);
      more = ended.length > 0;
    }
  }

  private async settleTouch(
    touched: Exclude<Touched, { kind: 'LIVE' }>,
    session: string,
    request: SessionRequest,
  ): Promise<void> {
    if (touched.kind === 'OPENED') return this.openOnce(session, request, touched.ended);
    if (touched.ended !== null) await this.record([touched.ended]);
    throw touched.kind === 'ENDED' ? sessionEnded(touched.cause, request.rules) : notOpenedByUser();
  }

  /** A page that opens asks several things at once: the first of them logs in, the others wait. */
  private openOnce(session: string, request: SessionRequest, ended: EndedSession | null): Promise<void> {
    const under = this.opening.get(session);
    if (under !== undefined) return under;
    const opening = this.open(session, request, ended);
    this.opening.set(session, opening);
    // Forgotten only in the next turn of the event loop: an answer that the store gave before `confirm` may still
    // be on its way in this one.
    const forget = () => setImmediate(() => this.opening.delete(session));
    opening.then(forget, forget);
    return opening;
  }

  /** The log-in is durable before anything is done within it; one that cannot be recorded does not happen. */
  private async open(session: string, request: SessionRequest, ended: EndedSession | null): Promise<void> {
    const { principal, zone, rules } = request;
    const { account, amr } = principal;
    const logout = ended === null ? null : this.record([ended]);
    const login = this.options.audit.seal({ kind: 'LOGIN', account, session, zone, amr });
    await Promise.all([logout, login]);
    const cause = await this.options.store.confirm(account, session);
    if (cause === null) return;
    await this.options.audit.seal({ kind: 'LOGOUT', account, session, cause });
    throw sessionEnded(cause, rules);
  }

  /** Those that cannot be recorded stay owed: a later sweep takes them up. */
  private async record(ended: readonly EndedSession[]): Promise<void> {
    await Promise.all(ended.map((one) => this.options.audit.seal({ kind: 'LOGOUT', ...one })));
    await this.options.store.settle(ended);
  }
}

/**
 * What log and store call a session: 96 bits of a hash, so that neither holds what a token could be recognised by.
 */
function sessionName(account: string, id: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['sekisho session 1', account, id]))
    .digest('base64url')
    .slice(0, 16);
}
