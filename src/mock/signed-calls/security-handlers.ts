import { randomBytes } from 'node:crypto';
import type { Assertion } from '../../../adapters/call-assertion.js';
import { isoInstant, Refused, type Caller } from './caller.js';
import type { State } from './state.js';

/** 端末の5分の強制ログアウト (R182) holds here, too: by this server's clock. */
export const IDLE_MS = 5 * 60_000;
const DAY_SECONDS = 24 * 3_600;

export interface SecurityParts<Role extends string> {
  readonly state: State;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The machine's clock, by which tokens of other machines are judged. */
  readonly machine: () => number;
  /** Every role of the server, in the order in which it tells them. */
  readonly roles: readonly Role[];
}

export interface LogEntry {
  readonly sequence: number;
  readonly at: string;
  readonly kind: 'LOGIN' | 'LOGOUT' | 'FORCED_LOGOUT' | 'OPERATION' | 'REFUSED';
  readonly staff: string | null;
  readonly operation: string | null;
  readonly processingNumber: string | null;
  readonly detail: string | null;
}

interface SessionRow {
  readonly institution: string;
  readonly staff: string;
  readonly used_at: number;
}

type LogRow = Omit<LogEntry, 'processingNumber'> & { readonly processing_number: string | null };

/** 職員認証・権限管理 (R189) and the record of who logged in and out and did what, by the server's time (R190). */
export class SecurityHandlers<Role extends string> {
  constructor(private readonly parts: SecurityParts<Role>) {}

  /** An assertion is good once: seen again, it is somebody's copy of it. */
  useOnce({ institution, id, expires }: Assertion): void {
    const { state, machine } = this.parts;
    const now = Math.floor(machine() / 1000);
    // A day beyond its end: a clock that is set back must not make it good again.
    state.prepare('DELETE FROM assertion WHERE expires < ?').run(now - DAY_SECONDS);
    const { changes } = state
      .prepare('INSERT OR IGNORE INTO assertion VALUES (?, ?, ?)')
      .run(institution, id, expires);
    if (changes === 0) throw new Refused('UNAUTHENTICATED');
  }

  login(caller: Caller): { readonly session: string; readonly expiresAt: string; readonly roles: Role[] } {
    const roles = this.rolesOf(caller);
    if (roles === null) throw new Refused('UNAUTHENTICATED');
    const session = randomBytes(24).toString('base64url');
    const now = this.parts.clock();
    this.parts.state
      .prepare('INSERT INTO session VALUES (?, ?, ?, ?)')
      .run(session, caller.institution, caller.staff, now);
    this.note(caller, { kind: 'LOGIN' });
    return { session, expiresAt: isoInstant(now + IDLE_MS), roles: [...roles] };
  }

  logout(caller: Caller, session: string): Record<string, never> {
    this.parts.state.prepare('DELETE FROM session WHERE id = ?').run(session);
    this.note(caller, { kind: 'LOGOUT' });
    return {};
  }

  /** The session is this caller's and alive; it lives on from now. */
  checkSession(caller: Caller, session: string | null): void {
    const { state, clock } = this.parts;
    this.endIdleSessions();
    const row =
      session === null
        ? undefined
        : state.prepare<[string], SessionRow>('SELECT * FROM session WHERE id = ?').get(session);
    if (row?.institution !== caller.institution || row.staff !== caller.staff)
      throw new Refused('SESSION_EXPIRED');
    state.prepare('UPDATE session SET used_at = ? WHERE id = ?').run(clock(), session);
  }

  checkRole(caller: Caller, role: Role | null): void {
    const roles = this.rolesOf(caller);
    if (roles === null || (role !== null && !roles.includes(role))) throw new Refused('FORBIDDEN');
  }

  endIdleSessions(): void {
    const { state, clock } = this.parts;
    const idle = state
      .prepare<[number], SessionRow & { readonly id: string }>('SELECT * FROM session WHERE used_at < ?')
      .all(clock() - IDLE_MS);
    for (const { id, institution, staff } of idle) {
      state.prepare('DELETE FROM session WHERE id = ?').run(id);
      this.note({ institution, staff }, { kind: 'FORCED_LOGOUT' });
    }
  }

  /** Numbered without gaps per institution. Never holds a person, a code or a permit. */
  note(
    { institution, staff }: { readonly institution: string; readonly staff: string | null },
    entry: Partial<Omit<LogEntry, 'sequence' | 'at'>> & Pick<LogEntry, 'kind'>,
  ): void {
    const { state, clock } = this.parts;
    const { kind, operation = null, processingNumber = null, detail = null } = entry;
    state
      .prepare(
        'INSERT INTO log SELECT ?, coalesce(max(sequence), 0) + 1, ?, ?, ?, ?, ?, ? FROM log WHERE institution = ?',
      )
      .run(institution, isoInstant(clock()), kind, staff, operation, processingNumber, detail, institution);
  }

  readLog(
    { institution }: Caller,
    { after, max }: { readonly after: number; readonly max: number },
  ): { readonly entries: LogEntry[] } {
    const rows = this.parts.state
      .prepare<[string, number, number], LogRow>(
        'SELECT * FROM log WHERE institution = ? AND sequence > ? ORDER BY sequence LIMIT ?',
      )
      .all(institution, after, max);
    const entries = rows.map(
      ({ sequence, at, kind, staff, operation, processing_number: processingNumber, detail }) => ({
        ...{ sequence, at, kind, staff, operation, processingNumber, detail },
      }),
    );
    return { entries };
  }

  private rolesOf({ institution, staff }: Caller): readonly Role[] | null {
    const row = this.parts.state
      .prepare<[string, string], { roles: string }>(
        'SELECT roles FROM staff WHERE institution = ? AND staff = ?',
      )
      .get(institution, staff);
    if (row === undefined) return null;
    const roles = new Set(JSON.parse(row.roles) as string[]);
    return this.parts.roles.filter((role) => roles.has(role));
  }
}
