import type { AccessHistory, ToldAccess, ToldSighting } from '../audit/index/access-history.js';
import type { FieldOutcome, IndexProgress, SightingPlace, SightingQuery, Span } from '../audit/index/access-index.js';
import { entryOf, type ExtractEntry } from '../disclosure/extract.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import { labelOf, type FieldLabels } from '../guard/field-labels.js';
import { about, type Personal, type Subject } from '../guard/subject.js';
import type { LoadedPolicy } from '../policy/load.js';
import { LABEL, PURPOSES } from '../policy/terms.js';
import type { OwnHousehold } from './own-household.js';
import { checkPageSize, type Page } from './resident-pages.js';
import { NO_ITEMS, type LoaderScope } from './scope.js';

/** The access log as one request may read it. */
export interface LogScope {
  readonly history: AccessHistory;
  readonly labels: FieldLabels;
  readonly classes: ClassifiedSchema;
  readonly policy: Pick<LoadedPolicy, 'rules' | 'purposes' | 'investigations'>;
  /** The caller audits: he reads rule ids. Everybody else reads the reason in general terms. */
  readonly exactReasons: boolean;
  pseudonym(atenaNumber: string): string;
  /** Display name of an account; null where the directory has it no more. */
  nameOf(account: string): string | null;
}

export interface FieldAccessNode extends FieldOutcome {
  readonly labelJa: string;
}

interface Named {
  readonly id: string;
  readonly nameJa: string | null;
}

export interface AccessNode extends Omit<ToldAccess, 'fields' | 'account' | 'purpose'> {
  readonly account: Named | null;
  readonly purpose: Named | null;
  readonly coordinates: readonly FieldAccessNode[];
  readonly count: number;
}

export interface LogPage extends Page<AccessNode | GatewayError> {
  readonly indexedUpTo: readonly IndexProgress[];
}

export interface LogListing {
  /** UTC instants; null: without a bound. */
  readonly from: string | null;
  readonly to: string | null;
  readonly first: number;
  readonly after: string | null;
}

export interface Extract extends Personal {
  readonly indexedUpTo: readonly IndexProgress[];
  readonly entries: readonly (ExtractEntry & Personal)[];
}

const BEGINNING = '1970-01-01T00:00:00.000Z';
const END = '9999-12-31T23:59:59.999Z';

/** Whom a question about the log is about. The registry is asked about staff who live in the city alone, for their own household. */
export async function logSubject(scope: LoaderScope, ownHousehold: OwnHousehold, atenaNumber: string): Promise<Subject> {
  const own = await ownHousehold();
  if (own === null) return { atenaNumber, labels: 0 };
  const standing = await standingOf(scope, atenaNumber);
  return { atenaNumber, labels: standing?.householdNumber === own ? LABEL.OWN_HOUSEHOLD : 0 };
}

/** Who saw a person, newest first. Somebody who does not exist is answered like one nobody has looked at: the registry has no say. */
export async function loadAccessHistory(scope: LoaderScope, subject: Subject, listing: LogListing): Promise<LogPage & Personal> {
  const pseudonym = scope.accessLog.pseudonym(subject.atenaNumber);
  const page = await loadPage(scope, `accessHistory ${pseudonym}`, listing, (query) => scope.accessLog.history.about(pseudonym, query));
  return about(subject, { ...page, nodes: page.nodes.map((node) => (node instanceof GatewayError ? node : aboutWhole(subject, node))) });
}

/** The record of this very look tells of him at each of its fields. */
function aboutWhole(subject: Subject, node: AccessNode): AccessNode & Personal {
  const coordinates = node.coordinates.map((one) => about(subject, one));
  const account = node.account && about(subject, node.account);
  const purpose = node.purpose && about(subject, node.purpose);
  return about(subject, { ...node, account, purpose, coordinates });
}

/** Whom an account saw, newest first: one row for each person in each answer, by pseudonym. */
export function loadAccountHistory(scope: LoaderScope, account: string, listing: LogListing): Promise<LogPage> {
  return loadPage(scope, `accountHistory ${account}`, listing, (query) => scope.accessLog.history.by(account, query));
}

async function loadPage(
  scope: LoaderScope,
  what: string,
  listing: LogListing,
  read: (query: SightingQuery) => Promise<readonly ToldSighting[]>,
): Promise<LogPage> {
  checkPageSize(listing.first);
  scope.budget.countListing();
  const { cursors, account, accessLog } = scope;
  const span = spanOf(listing);
  const list = `${what} ${span.from} ${span.to} ${account}`;
  const after = listing.after === null ? null : (cursors.open(list, listing.after) as SightingPlace);
  // Before the rows: what is sealed meanwhile may be on the page, but nothing the field promises is missing from it.
  const indexedUpTo = await accessLog.history.progress();
  const found = await read({ ...span, first: listing.first + 1, after });
  const rows = found.slice(0, listing.first);
  const sealed = rows.map(({ place }) => cursors.seal(list, place));
  return {
    indexedUpTo,
    nodes: rows.map(({ told }) => (told === null ? notBorneOut() : nodeOf(accessLog, told))),
    cursors: sealed,
    endCursor: sealed.at(-1) ?? null,
    hasNextPage: found.length > listing.first,
    hasPreviousPage: after !== null,
  };
}

const CHUNK = 200;
const MOST_ENTRIES = 2_000;

/** The log of a person as it is handed to him, oldest first; see `disclosure/withholding.ts` for what is not in it. */
export async function loadDisclosureExtract(scope: LoaderScope, subject: Subject, bounds: Pick<LogListing, 'from' | 'to'>): Promise<Extract> {
  scope.budget.countListing();
  const { accessLog, today } = scope;
  const standing = await standingOf(scope, subject.atenaNumber);
  const facts = { ...accessLog, ...accessLog.policy, today, underSupportMeasures: standing?.underSupportMeasures ?? false };
  // Before the rows, as on a page of the history.
  const indexedUpTo = await accessLog.history.progress();
  const pseudonym = accessLog.pseudonym(subject.atenaNumber);
  const entries: (ExtractEntry & Personal)[] = [];
  for (let after: SightingPlace | null = null; ; ) {
    const rows: readonly ToldSighting[] = await accessLog.history.about(pseudonym, { ...spanOf(bounds), first: CHUNK, after });
    for (const { told } of rows) {
      // An extract with a hole that is not the law's is none.
      if (told === null) throw notBorneOut();
      const entry = entryOf(told, facts);
      if (entry !== null) entries.push(about(subject, entry));
    }
    // Counted are those shown: a limit on the others would tell of them.
    if (entries.length > MOST_ENTRIES) throw tooLong();
    after = rows.at(-1)?.place ?? null;
    if (rows.length < CHUNK) return about(subject, { indexedUpTo, entries: entries.reverse() });
  }
}

function nodeOf({ labels, policy, exactReasons, nameOf }: LogScope, { fields, account, purpose, ...told }: ToldAccess): AccessNode {
  const known = PURPOSES.find((term) => term === purpose);
  const coordinates = fields.map((field) => ({
    ...field,
    labelJa: labelOf(labels, field.coordinate),
    reason: exactReasons || field.reason === null ? field.reason : generalReason(policy, field.reason),
  }));
  return {
    ...told,
    account: account === null ? null : { id: account, nameJa: nameOf(account) },
    purpose: purpose === null ? null : { id: purpose, nameJa: (known && policy.purposes.get(known)?.nameJa) ?? null },
    coordinates,
    count: fields.reduce((sum, { count }) => sum + count, 0),
  };
}

/** As the caller of that time was told: the exact rule could name a protective measure. */
function generalReason({ rules }: LogScope['policy'], reason: string): string {
  const words = new Set(reason.split(' '));
  return rules.find((rule) => words.has(rule.id))?.reason ?? 'NOT_GRANTED';
}

async function standingOf({ sources, signal, today }: LoaderScope, atenaNumber: string) {
  const [standing] = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.loadStanding([atenaNumber], today, { signal: live, items: NO_ITEMS }),
  );
  return standing ?? null;
}

function spanOf({ from, to }: Pick<LogListing, 'from' | 'to'>): Span {
  return { from: from ?? BEGINNING, to: to ?? END };
}

function notBorneOut(): GatewayError {
  return new GatewayError('AUDIT_UNAVAILABLE', {
    detail: 'index contradicts journal',
    en: 'The log does not bear out what its index says, so this entry is not told. Tell the one responsible for the audit.',
    ja: 'アクセス記録の索引と原本が一致しないため、この記録は表示しません。監査の責任者に連絡してください。',
  });
}

function tooLong(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'extract too long',
    en: `An extract holds up to ${MOST_ENTRIES} entries. Ask for a shorter time.`,
    ja: `写しに載せられるのは${MOST_ENTRIES}件までです。期間を短くしてください。`,
  });
}
