import { ExchangeRefused } from '../../adapters/intermediate-server/model.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { CursorCodec } from '../paging/cursor.js';
import type { Persons } from '../persons/persons.js';
import type { Sources } from '../sources/sources.js';
import type { ExchangeRole } from '../policy/linkage-rules.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { StaffIndex } from '../staff/staff-index.js';
import type { Exchange, CallOptions } from './exchange.js';
import type { ItemView, LinkageFault, LinkageFaultCode } from './views.js';

/** One request's part in the exchange: who makes it, for what, and by which rules. */
export interface CallerParts {
  readonly exchange: Exchange;
  /** With this request's budget. */
  readonly sources: Sources;
  /** Id of the request. */
  readonly request: string;
  readonly account: string;
  readonly purpose: string | null;
  readonly caseNumber: string | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Aborted when the caller hangs up; acts do not hear it. */
  readonly signal: AbortSignal;
  readonly policy: Pick<LoadedPolicy, 'permissions' | 'linkage' | 'records'>;
  readonly index: StaffIndex;
  readonly cursors: CursorCodec;
  /** Who stands behind a number, and whose home must not be found out. */
  readonly persons: Persons;
}

export class Caller {
  constructor(readonly parts: CallerParts) {}

  /** For reads: under the caller's own user id, where they are one there (R189). */
  get reading(): CallOptions {
    const { policy, account, signal } = this.parts;
    const user = policy.linkage.users.get(account);
    if (user === undefined)
      throw new GatewayError('FORBIDDEN', { detail: 'no user of the intermediate server' });
    return { signal, staff: user.staff };
  }

  /**
   * For acts, which go on when the caller hangs up: an act half done is worse than one that nobody waits for. Null
   * where the caller does not have the role.
   */
  acting(role: ExchangeRole): CallOptions | null {
    const { policy, account } = this.parts;
    const user = policy.linkage.users.get(account);
    return user?.roles.includes(role) === true
      ? { signal: new AbortController().signal, staff: user.staff }
      : null;
  }

  /** Account of a user of the intermediate server; null where it is nobody's here. */
  accountOf(staff: string | null): string | null {
    const users = [...this.parts.policy.linkage.users];
    return users.find(([, user]) => user.staff === staff)?.[0] ?? null;
  }

  items(codes: readonly string[]): readonly ItemView[] {
    return codes.map((code) => ({
      code,
      nameJa: this.parts.policy.permissions.items.get(code)?.nameJa ?? code,
    }));
  }

  /** Whether a person is under support measures (R196) today, or lives with somebody who is. */
  async isProtected(atenaNumber: string): Promise<boolean> {
    const person = await this.parts.persons.of(atenaNumber);
    return person !== null && (person.underSupportMeasures || person.sharesHome);
  }

  /** Runs a read at the server. */
  ask<T>(read: (call: CallOptions) => Promise<T>): Promise<T> {
    const { sources } = this.parts;
    const { signal, staff } = this.reading;
    return sources.ask('INTERMEDIATE_SERVER', signal, (live) => read({ signal: live, staff }));
  }
}

export function fault(
  code: LinkageFaultCode,
  field: string | null = null,
  listed: { readonly row: string; readonly article: string | null } | null = null,
): LinkageFault {
  return { code, field, row: listed?.row ?? null, article: listed?.article ?? null };
}

export function refused<Changed>(
  code: LinkageFaultCode,
  field: string | null = null,
): { readonly changed: Changed | null; readonly faults: readonly LinkageFault[] } {
  return { changed: null, faults: [fault(code, field)] };
}

/** What the server will not do, as a fault of the act; anything else is no fault of the caller's. */
export function faultAtServer(error: unknown): LinkageFaultCode {
  if (!(error instanceof ExchangeRefused)) throw error;
  switch (error.code) {
    case 'CONTENT_CHANGED':
    case 'AUTOMATIC':
      return error.code;
    case 'CONFLICT':
      return 'CLOSED';
    case 'NOT_FOUND':
    case 'CODE_NOT_REGISTERED':
      return 'UNKNOWN_REQUEST';
    case 'FORBIDDEN':
      return 'NOT_A_USER';
    case 'INVALID':
      throw new GatewayError('INTERNAL', {
        cause: error,
        detail: 'the intermediate server takes a message for invalid',
      });
  }
}
