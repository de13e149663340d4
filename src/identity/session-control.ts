import type { AuditLog } from '../audit/audit-log.js';
import type { Sessions } from './sessions.js';

/**
 * What a request may do to sessions. Each end is recorded before it is told; AUDIT_UNAVAILABLE, SOURCE_UNAVAILABLE.
 */
export interface SessionControl {
  /** Ends the session the request came in. Resolves with whether there was one: a machine has none. */
  logOut(): Promise<boolean>;
  /** Ends the session of an account, whoever's. Resolves with whether there was one. */
  endSessionOf(account: string): Promise<boolean>;
}

interface Asking {
  readonly request: string;
  readonly account: string;
  readonly session: string | null;
}

export function sessionControl(
  services: { readonly sessions: Sessions; readonly audit: AuditLog },
  { request, account, session }: Asking,
): SessionControl {
  const { sessions, audit } = services;
  return {
    logOut: async () => session !== null && sessions.end(account, 'USER', session),
    async endSessionOf(target) {
      // Only an account that had a session is named in the log: anything may have been typed here.
      const ended = await sessions.end(target, 'ADMINISTRATOR');
      if (ended)
        await audit.seal({ kind: 'CHANGE', request, account, action: 'END_SESSION', target, facts: {} });
      return ended;
    },
  };
}
