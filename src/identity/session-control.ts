import type { AuditLog } from '../audit/audit-log.js';
import type { SessionTimes } from '../shared-state/session-store.js';
import type { Sessions } from './sessions.js';

/**
 * What a request may do to sessions. Each end is recorded before it is told; AUDIT_UNAVAILABLE, SOURCE_UNAVAILABLE.
 */
export interface SessionControl {
  /** Ends the session the request came in. Resolves with whether there was one: a machine has none. */
  logOut(): Promise<boolean>;
  /** Ends the session of an account, whoever's. Resolves with whether there was one. */
  endSessionOf(account: string): Promise<boolean>;
  /** Of the session the request came in; null for a machine, and where it has ended since. */
  times(): Promise<SessionTimes | null>;
}

interface Asking {
  readonly request: string;
  readonly account: string;
  readonly session: string | null;
  /** Told when the request's own session was ended by it. */
  readonly onOwnEnd: () => void;
}

export function sessionControl(
  services: { readonly sessions: Sessions; readonly audit: AuditLog },
  { request, account, session, onOwnEnd }: Asking,
): SessionControl {
  const { sessions, audit } = services;
  return {
    async logOut() {
      if (session === null) return false;
      const ended = await sessions.end(account, 'USER', session);
      onOwnEnd();
      return ended;
    },
    times: async () => (session === null ? null : sessions.times(account, session)),
    async endSessionOf(target) {
      // Only an account that had a session is named in the log: anything may have been typed here.
      const ended = await sessions.end(target, 'ADMINISTRATOR');
      if (target === account) onOwnEnd();
      if (ended)
        await audit.seal({ kind: 'CHANGE', request, account, action: 'END_SESSION', target, facts: {} });
      return ended;
    },
  };
}
