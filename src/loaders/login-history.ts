import type { EventPlace } from '../audit/index/access-index.js';
import type { AuditRecord } from '../audit/record/record.js';
import type { GatewayError } from '../errors/gateway-error.js';
import { checkPageSize } from '../paging/page.js';
import { indexContradicts, spanOf, type LogListing, type LogPage } from './access-history.js';
import { named, type Named } from './log-scope.js';
import type { LoaderScope } from './scope.js';

/** One beginning or end of a session (R172, R182, R190). */
export interface LoginNode {
  readonly record: string;
  readonly at: string;
  readonly kind: 'LOGIN' | 'LOGOUT';
  readonly account: Named;
  /** The same in the beginning and the end of one session. */
  readonly session: string;
  readonly zone: string | null;
  readonly loginMethods: readonly string[];
  /** Why it ended; null for a beginning. */
  readonly cause: string | null;
}

export interface LoginPage extends Omit<LogPage, 'nodes'> {
  readonly nodes: readonly (LoginNode | GatewayError)[];
}

/** Log-ins and log-outs, of one account or of all, newest first. */
export async function loadLoginHistory(
  scope: LoaderScope,
  account: string | null,
  listing: LogListing,
): Promise<LoginPage> {
  const { first } = listing;
  checkPageSize(first);
  scope.budget.countListing();
  const { cursors, accessLog } = scope;
  const span = spanOf(listing);
  const list = `loginHistory ${account ?? ''} ${span.from} ${span.to}`;
  const after = listing.after === null ? null : (cursors.open(list, listing.after) as EventPlace);
  const indexedUpTo = await accessLog.history.progress();
  const query = { ...span, account, after, kinds: ['LOGIN', 'LOGOUT'], first: first + 1 };
  const found = await accessLog.history.eventsOf(query);
  const rows = found.slice(0, first);
  const sealed = rows.map(({ place }) => cursors.seal(list, place));
  return {
    indexedUpTo,
    nodes: rows.map(({ place, record }) => loginOf(scope, place.record, record)),
    cursors: sealed,
    endCursor: sealed.at(-1) ?? null,
    hasNextPage: found.length > first,
    hasPreviousPage: after !== null,
  };
}

function loginOf(
  { accessLog }: LoaderScope,
  name: string,
  record: AuditRecord | null,
): LoginNode | GatewayError {
  if (record?.kind !== 'LOGIN' && record?.kind !== 'LOGOUT') return indexContradicts();
  const { at, kind, account, session } = record;
  const head = {
    record: name,
    at,
    kind,
    session,
    account: named(account, accessLog.namesOf(account)),
  };
  return record.kind === 'LOGIN'
    ? { ...head, zone: record.zone, loginMethods: record.amr, cause: null }
    : { ...head, zone: null, loginMethods: [], cause: record.cause };
}
