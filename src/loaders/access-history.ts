import type { AccessEntry, AccessRow } from '../audit/index/access-history.js';
import { askedBy, coordinatesAskedBy } from '../audit/record/asked-by.js';
import type {
  AccessConditions,
  FieldOutcome,
  IndexProgress,
  SubjectAccessPlace,
  SubjectAccessQuery,
  Span,
} from '../audit/index/access-index.js';
import { GatewayError } from '../errors/gateway-error.js';
import { labelsOf, type Labelled } from '../guard/field-labels.js';
import { withSubject, type HasSubject, type Subject } from '../guard/subject.js';
import { LABEL, PURPOSES } from '../policy/terms.js';
import { covers } from '../cases/named-case.js';
import type { OwnHousehold } from './own-household.js';
import type { Page } from '../paging/page.js';
import type { LoaderScope } from './scope.js';
import { named, type LogScope, type Named } from './log-scope.js';
import { accessesToPerson, loggedPerson, numberThatStands, type Logged } from './person-log.js';

export type FieldAccessNode = FieldOutcome & Labelled;

export interface AccessNode extends Omit<AccessEntry, 'fields' | 'account' | 'purpose'> {
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

export interface PersonListing extends LogListing {
  /** 宛名番号 as the caller named the person. */
  readonly asked: string;
  readonly conditions?: AccessConditions;
}

/** Values of one condition: a statement takes no end of parameters. */
const MOST_CONDITIONS = 50;
const BEGINNING = '1970-01-01T00:00:00.000Z';
const END = '9999-12-31T23:59:59.999Z';

/**
 * Whom a question about the log is about: under the number they now have, or the one asked for where nobody can
 * say. The registry is asked about staff who live in the city alone, for their own household.
 */
export async function logSubject(
  scope: LoaderScope,
  ownHousehold: OwnHousehold,
  atenaNumber: string,
): Promise<Subject> {
  const own = await ownHousehold();
  const now = await numberThatStands(scope, atenaNumber);
  const named = scope.namedCase ?? null;
  const numbers = named === null ? [] : ((await scope.persons.everyNumberOf([now]))[0] ?? []);
  const outside = covers(named, [atenaNumber, now, ...numbers]) ? 0 : LABEL.NOT_IN_CASE;
  if (own === null) return { atenaNumber: now, labels: outside };
  const person = await scope.persons.of(now);
  return { atenaNumber: now, labels: outside | (person?.householdNumber === own ? LABEL.OWN_HOUSEHOLD : 0) };
}

/**
 * Who saw a person, newest first. Somebody who does not exist is answered like one nobody has looked at: the
 * registry has no say.
 */
export async function loadAccessHistory(
  scope: LoaderScope,
  subject: Subject,
  { asked, conditions = {}, ...listing }: PersonListing,
): Promise<LogPage & Pick<Logged, 'numbers'> & HasSubject> {
  for (const list of Object.values(conditions) as readonly (readonly string[])[])
    if (list.length > MOST_CONDITIONS) throw tooManyConditions();
  const logged = await loggedPerson(scope, subject.atenaNumber, { strict: false });
  // A cursor goes on with the list that it was made for, conditions included; whether the address-name system can say
  // just now which other numbers the person has had makes no other list of it.
  const list = `accessHistory ${scope.accessLog.pseudonym(asked)} ${JSON.stringify(conditions)}`;
  const page = await loadPage(scope, list, listing, (query) =>
    accessesToPerson(scope.accessLog.history, logged, { ...query, ...conditions }),
  );
  return withSubject(subject, {
    ...page,
    numbers: logged.numbers,
    nodes: page.nodes.map((node) => (node instanceof GatewayError ? node : aboutWhole(subject, node))),
  });
}

function tooManyConditions(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: `A condition of the history names at most ${MOST_CONDITIONS} values.`,
    ja: `一つの条件に指定できる値は${MOST_CONDITIONS}件までです。`,
    detail: 'too many conditions',
  });
}

/** The record of this very look tells of the person at each of its fields. */
function aboutWhole(subject: Subject, node: AccessNode): AccessNode & HasSubject {
  const coordinates = node.coordinates.map((one) => withSubject(subject, one));
  const account = node.account && withSubject(subject, node.account);
  const purpose = node.purpose && withSubject(subject, node.purpose);
  return withSubject(subject, { ...node, account, purpose, coordinates });
}

/** Whom an account saw, newest first: one row for each person in each answer, by pseudonym. */
export function loadAccountHistory(
  scope: LoaderScope,
  account: string,
  listing: LogListing,
): Promise<LogPage> {
  return loadPage(scope, `accountHistory ${account}`, listing, (query) =>
    scope.accessLog.history.accessesBy(account, query),
  );
}

async function loadPage(
  scope: LoaderScope,
  what: string,
  listing: LogListing,
  read: (query: SubjectAccessQuery) => Promise<readonly AccessRow[]>,
): Promise<LogPage> {
  scope.budget.countListing();
  const { cursors, accessLog } = scope;
  const span = spanOf(listing);
  const list = `${what} ${span.from} ${span.to}`;
  const after = listing.after === null ? null : (cursors.open(list, listing.after) as SubjectAccessPlace);
  // Before the rows: what is sealed meanwhile may be on the page, but nothing the field promises is missing
  // from it.
  const indexedUpTo = await accessLog.history.progress();
  const found = await read({ ...span, first: listing.first + 1, after });
  const rows = found.slice(0, listing.first);
  const sealed: string[] = [];
  const nodes: LogPage['nodes'][number][] = [];
  await scope.guard.loop.each(rows, ({ place, entry }) => {
    sealed.push(cursors.seal(list, place));
    nodes.push(entry === null ? indexContradicts() : nodeOf(accessLog, entry));
  });
  return {
    indexedUpTo,
    nodes,
    cursors: sealed,
    endCursor: sealed.at(-1) ?? null,
    hasNextPage: found.length > listing.first,
    hasPreviousPage: after !== null,
  };
}

function nodeOf(
  { labels, policy, exactReasons, namesOf }: LogScope,
  { fields, account, purpose, ...entry }: AccessEntry,
): AccessNode {
  const coordinates = fields.map((field) => ({
    ...field,
    ...labelsOf(labels, field.coordinate),
    reason: exactReasons ? field.reason : toldReason(policy, field),
  }));
  return {
    ...entry,
    ...namedIn({ policy, namesOf }, { account, purpose }),
    coordinates,
    count: fields.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Account and purpose of a record, with what people call them. */
export function namedIn(
  { policy, namesOf }: Pick<LogScope, 'policy' | 'namesOf'>,
  { account, purpose }: Pick<AccessEntry, 'account' | 'purpose'>,
): Pick<AccessNode, 'account' | 'purpose'> {
  const known = PURPOSES.find((term) => term === purpose);
  return {
    account: account === null ? null : named(account, namesOf(account)),
    purpose: purpose === null ? null : named(purpose, known && policy.purposes.get(known)),
  };
}

/** What a question was asked by is its caller's own; a ground of the policy is told in general terms. */
function toldReason(policy: LogScope['policy'], { reason, outcome }: FieldOutcome): string | null {
  if (reason === null) return null;
  // Its caller was told so.
  if (outcome === 'REFUSED') return reason;
  const by = coordinatesAskedBy(reason);
  return by.length > 0 ? askedBy(by) : generalReason(policy, reason);
}

/** As the caller of that time was told: the exact rule could name a protective measure. */
function generalReason({ rules }: LogScope['policy'], reason: string): string {
  const words = new Set(reason.split(' '));
  return rules.find((rule) => words.has(rule.id))?.reason ?? 'NOT_GRANTED';
}

export function spanOf({ from, to }: Pick<LogListing, 'from' | 'to'>): Span {
  return { from: from ?? BEGINNING, to: to ?? END };
}

export function indexContradicts(): GatewayError {
  return new GatewayError('AUDIT_UNAVAILABLE', {
    detail: 'index contradicts journal',
    en: 'The log does not bear out what its index says, so this entry is not told. Tell the one responsible for the audit.',
    ja: 'アクセス記録の索引と原本が一致しないため、この記録は表示しません。監査の責任者に連絡してください。',
  });
}
