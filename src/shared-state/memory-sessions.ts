import type { LogoutCause } from '../audit/record/record.js';
import {
  LEASE,
  TAKEN_AT_ONCE,
  type AccountSession,
  type EndedSession,
  type SessionStore,
  type SessionTimes,
  type SessionTouch,
  type Touched,
} from './session-store.js';

interface Live {
  readonly session: string;
  readonly begun: number;
  /** The session has run out from this instant on. */
  deadline: number;
  /** Until then a token of this login may come. */
  horizon: number;
  recorded: boolean;
}

interface EndedEntry {
  readonly cause: LogoutCause;
  until: number;
}

/**
 * Sessions of one process, or of all that ask it. A restart forgets them, and what has ended with them: a token that is still good
 * then begins a new session, with a LOGIN of its own. Replicas, and whoever cannot accept that, use Redis.
 */
export class MemorySessions implements SessionStore {
  private readonly live = new Map<string, Live>();
  private readonly endedSessions = new Map<string, EndedEntry>();
  /** Ends not yet known to be recorded, by their session, each with the end of its lease. */
  private readonly owed = new Map<string, { readonly ended: EndedSession; lease: number }>();

  /** @param now milliseconds; must not run backwards */
  constructor(private readonly now: () => number = () => performance.now()) {}

  async touch(touch: SessionTouch): Promise<Touched> {
    const { account, session, automatic, idle, life } = touch;
    const now = this.now();
    const { found, ended } = this.find(account, now);
    const entry = this.endedSessions.get(session);
    if (entry !== undefined && entry.until > now) {
      entry.until = Math.max(entry.until, now + life);
      return { kind: 'ENDED', cause: entry.cause, ended };
    }
    if (found?.session === session) return extend(found, touch, now);
    if (automatic) return { kind: 'NOT_OPEN', ended };
    const displaced = found && this.endAndRemember(account, found, 'ANOTHER_LOGIN');
    this.live.set(account, {
      ...{ session, begun: now, recorded: false },
      ...{ deadline: now + idle, horizon: now + life },
    });
    return { kind: 'OPENED', ended: displaced ?? ended };
  }

  async confirm(account: string, session: string): Promise<LogoutCause | null> {
    const found = this.live.get(account);
    if (found?.session !== session) return this.endedSessions.get(session)?.cause ?? 'IDLE';
    found.recorded = true;
    return null;
  }

  async times(account: string, session: string): Promise<SessionTimes | null> {
    const found = this.live.get(account);
    const now = this.now();
    if (found?.session !== session || !found.recorded || now >= found.deadline) return null;
    return { since: now - found.begun, left: found.deadline - now };
  }

  async list(): Promise<readonly AccountSession[]> {
    const now = this.now();
    return [...this.live].flatMap(([account, { begun, deadline, recorded }]) =>
      recorded && now < deadline ? [{ account, since: now - begun, left: deadline - now }] : [],
    );
  }

  async end(account: string, cause: LogoutCause, only?: string): Promise<EndedSession | null> {
    const { found, ended } = this.find(account, this.now());
    if (found === null || (only !== undefined && found.session !== only)) return ended;
    return this.endAndRemember(account, found, cause);
  }

  async takeEnded(): Promise<readonly EndedSession[]> {
    const now = this.now();
    for (const [session, entry] of this.endedSessions)
      if (entry.until <= now) this.endedSessions.delete(session);
    const taken: EndedSession[] = [];
    for (const owed of this.owed.values()) {
      if (owed.lease > now || taken.length === TAKEN_AT_ONCE) continue;
      owed.lease = now + LEASE;
      taken.push(owed.ended);
    }
    for (const account of this.live.keys()) {
      if (taken.length === TAKEN_AT_ONCE) break;
      const { ended } = this.find(account, now);
      if (ended !== null) taken.push(ended);
    }
    return taken;
  }

  async settle(ended: readonly EndedSession[]): Promise<void> {
    for (const { session } of ended) this.owed.delete(session);
  }

  async close(): Promise<void> {
    this.live.clear();
    this.endedSessions.clear();
    this.owed.clear();
  }

  /** The account's session; one that has run out is taken out on the way. */
  private find(
    account: string,
    now: number,
  ): { readonly found: Live | null; readonly ended: EndedSession | null } {
    const found = this.live.get(account) ?? null;
    if (found === null || now < found.deadline) return { found, ended: null };
    return { found: null, ended: this.endAndRemember(account, found, 'IDLE') };
  }

  /** A session whose LOGIN was never recorded has no LOGOUT either. */
  private endAndRemember(
    account: string,
    { session, horizon, recorded }: Live,
    cause: LogoutCause,
  ): EndedSession | null {
    this.live.delete(account);
    this.endedSessions.set(session, { cause, until: horizon });
    if (!recorded) return null;
    const ended = { account, session, cause };
    this.owed.set(session, { ended, lease: this.now() + LEASE });
    return ended;
  }
}

function extend(found: Live, { automatic, absolute, idle, life }: SessionTouch, now: number): Touched {
  found.horizon = Math.max(found.horizon, now + life);
  if (!found.recorded) return automatic ? { kind: 'NOT_OPEN', ended: null } : { kind: 'OPENED', ended: null };
  if (!automatic && !absolute) found.deadline = now + idle;
  return { kind: 'LIVE' };
}
