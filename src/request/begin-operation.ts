import type { CaseAccess } from '../cases/case-access.js';
import { CaseDesk } from '../cases/case-desk.js';
import { isBeforeCase } from '../guard/before-case.js';
import { requireCase } from '../identity/purpose.js';
import type { Claims, RequestContext } from './request-context.js';
import { GatewayError } from '../errors/gateway-error.js';
import { RequestGuard } from '../guard/request-guard.js';
import { sessionControl, type SessionControl } from '../identity/session-control.js';
import { createLinkage } from '../linkage/create-linkage.js';
import { cursorsOf } from '../paging/cursor.js';
import { Persons } from '../persons/persons.js';
import type { LinkageAccess } from '../linkage/linkage-access.js';
import { noLinkage } from '../linkage/no-linkage.js';
import type { MovementAccess } from '../movements/movement-access.js';
import { MovementDesk } from '../movements/movement-desk.js';
import type { Sources } from '../sources/sources.js';
import type { LogScope } from '../loaders/log-scope.js';
import { administrationOf } from './administration-of.js';
import { auditOf } from './audit-of.js';
import { findingsOf } from './findings-of.js';
import { recordsOf } from './records-of.js';
import { SourceBudget } from '../sources/source-budget.js';
import type { SourceState } from '../sources/source-table.js';
import { createLoaders } from '../loaders/loaders.js';
import type { AttemptCaps } from '../policy/caps.js';
import { StaffAccess } from '../staff/access.js';
import { createVrs } from '../vaccination-record/create-vrs.js';
import { noVrs } from '../vaccination-record/no-vrs.js';
import type { VrsAccess } from '../vaccination-record/vrs-access.js';
import { contextAfterAnswer } from './after-answer.js';
import type { DocumentFacts } from './document-facts.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';
import { CityFacts } from './city-facts.js';
import { createSubjectLoader } from './subject-loader.js';
import { Viewer } from './viewer.js';
import { attemptKey, HOUR_SECONDS } from './own-budgets.js';
import { enterWork, workBudgetOf } from './work-budget.js';

/**
 * From a planned operation to one that may run: purpose checked, guard and loaders made, intent appended. The
 * intent stands in the log before any adapter is called; for a read it shares its commit with the outcome. A
 * mutation waits until it is durable: a crash after the first side effect then leaves an open intent that says
 * who was at work. `estimated` is how many fields the answer may have.
 */
export async function beginOperation(
  state: RequestState,
  { estimated, ...facts }: DocumentFacts & { readonly estimated: number },
  services: Services,
): Promise<RequestContext> {
  const { claims } = state;
  if (claims === null) throw new TypeError('An operation began before identity');
  if (facts.plan.needsPurpose && claims.purpose === null)
    throw new GatewayError('PURPOSE_REQUIRED', { detail: 'no purpose' });
  if (!opensCases(facts.plan)) requireCase(claims, state.policy.purposes);
  await enterWork(state, services, workBudgetOf(facts, estimated));
  const context = contextOf(state, claims, { facts, services });
  state.context = context;
  const coordinates = [...facts.plan.fields.keys()].sort();
  const intent = { kind: 'INTENT', coordinates, ...state.circumstances() } as const;
  state.impersonal = !facts.plan.needsPurpose && !facts.changes;
  // Were it appended while the log stands still, it would be refused: the outcome decides what becomes of the
  // answer.
  if (state.impersonal && services.audit.fault() !== null) return context;
  state.intent = facts.changes ? await services.audit.seal(intent) : services.audit.append(intent);
  return context;
}

interface Operation {
  readonly facts: DocumentFacts;
  readonly services: Services;
}

/** What the resolvers of this operation may use, in its caller's name. */
function contextOf(state: RequestState, claims: Claims, { facts, services }: Operation): RequestContext {
  const { principal } = claims;
  const guard = guardOf(state, claims, { facts, services });
  const today = services.today();
  const budget = new SourceBudget({
    account: principal.account,
    turns: services.listingTurns,
    spend: (milliseconds) => void (state.workMs += milliseconds),
  });
  const sources = budget.limit(services.sources);
  const persons = new Persons({ sources, today, signal: state.signal, lastInForce: services.lastInForce });
  const cases = casesOf(state, claims, services);
  const linkage = linkageOf(state, services, { sources, today, persons });
  const records = recordsOf(state, claims, { services, sources, persons });
  const movements = movementsOf(state, claims, services, { sources, persons });
  const vrs = vrsOf(state, services, { sources, guard, today, persons });
  const findings = findingsOf(state, claims, { services, sources, persons });
  const loaders = createLoaders({
    ...{ sources, budget, guard, today, linkage, records, vrs, movements, persons, signal: state.signal },
    namedCase: claims.namedCase,
    schedule: state.policy.schedule,
    keepRecords: state.policy.records.keep,
    statistics: state.policy.statistics,
    publications: services.statistics.publications,
    fewPersons: state.policy.caps.fewPersons,
    cursors: cursorsOf(services.cursors, { account: principal.account, purpose: claims.purpose }),
    accessLog: accessLog(state, services),
    ownAtenaNumber: principal.ownAtenaNumber,
    contract: principal.contract,
    enough: claims.purpose === null ? null : (state.policy.purposes.get(claims.purpose)?.enough ?? null),
  });
  const sessions = sessionsOf(state, services);
  const staff = new StaffAccess({ ...services.staff, request: state.id, account: principal.account });
  const auditDesk = auditOf(state, claims, services);
  const desks = { cases, records, findings, linkage, reviews: auditDesk };
  const context: RequestContext = {
    ...{ claims, guard, today, sessions, staff, loaders, linkage, records, vrs, findings, cases, movements },
    subjects: createSubjectLoader(loaders, { linkage, cases, vrs, findings }),
    sourceStates: () => sourceStates(guard, services, budget),
    city: new CityFacts(
      state.policy,
      today,
      async () => (await services.views.of(state.policy, principal)).schema,
    ),
    viewer: new Viewer({ state, claims, services, staff, sessions, desks, subjects: loaders.subjects }),
    auditDesk,
    administration: administrationOf(state, services),
    countSearch: () => countSearch(state, services),
    countAttempt: (what) => countAttempt(state, services, what),
    sdl: async () => (await services.views.of(state.policy, principal)).sdl(),
  };
  return { ...context, afterwards: contextAfterAnswer(context) };
}

async function sourceStates(
  { calls, loop }: RequestGuard,
  { sourceTable }: Services,
  { failed }: SourceBudget,
): Promise<readonly SourceState[]> {
  await calls.othersEnded();
  // All rows that ask come to this in one turn of the loop.
  await loop.pause();
  return sourceTable
    .states()
    .map(({ system, available }) => ({ system, available: available && !failed.has(system) }));
}

function sessionsOf(state: RequestState, services: Services): SessionControl {
  return sessionControl(services, {
    request: state.id,
    account: state.claims?.principal.account ?? '',
    session: state.session,
    onOwnEnd: () => void (state.sessionEnds = null),
  });
}

function guardOf(
  state: RequestState,
  { principal, purpose, zone, caseNumber }: Claims,
  { facts, services }: Operation,
): RequestGuard {
  return new RequestGuard({
    policy: services.policies.observed(state.policy),
    classes: services.classes,
    asker: { principal, purpose, zone, hasCase: caseNumber !== null },
    plan: facts.plan,
    trace: state.trace,
    numbers: state.numbers,
  });
}

function linkageOf(
  { id, claims, policy, signal }: RequestState,
  { linkage, staff, cursors }: Services,
  { sources, today, persons }: { sources: Sources; today: string; persons: Persons },
): LinkageAccess {
  if (linkage === null || claims === null) return noLinkage();
  const { purpose, caseNumber } = claims;
  const { account } = claims.principal;
  return createLinkage({
    ...{ exchange: linkage.exchange, sources, request: id, account, purpose, caseNumber },
    ...{ today, signal, policy, index: staff.directory.index, persons },
    cursors: cursorsOf(cursors, { account, purpose }),
  });
}

function vrsOf(
  { id, claims, policy, signal }: RequestState,
  { vrs }: Services,
  {
    sources,
    guard,
    today,
    persons,
  }: { sources: Sources; guard: RequestGuard; today: string; persons: Persons },
): VrsAccess {
  if (vrs === null || claims === null) return noVrs();
  const { principal, zone, caseNumber, namedCase } = claims;
  return createVrs({
    consentedTo:
      namedCase &&
      (async ({ atenaNumber }) => namedCase.consentedTo((await persons.numbersOf(atenaNumber)).atenaNumbers)),
    ...{ open: vrs, sources, request: id, caseNumber, today, signal, rules: policy.vrs },
    caller: { account: principal.account, zone },
    remember: (number) => guard.remember(number),
  });
}

function accessLog(
  { claims, policy }: RequestState,
  { accessHistory, labels, classes, audit, staff }: Services,
): LogScope {
  return {
    history: accessHistory,
    labels,
    classes,
    policy,
    exactReasons: claims?.purpose === 'AUDIT',
    pseudonym: (atenaNumber) => audit.pseudonym(atenaNumber),
    namesOf: (account) => staff.directory.index.accounts.get(account) ?? null,
  };
}

function casesOf(
  { id, policy }: RequestState,
  { principal, purpose, caseNumber }: Claims,
  { cases, cursors, today }: Services,
): CaseAccess {
  return new CaseDesk({
    ...{ ...cases, request: id, principal, caseNumber, policy, today: today() },
    cursors: cursorsOf(cursors, { account: principal.account, purpose }),
  });
}

function movementsOf(
  { id, signal }: RequestState,
  { principal: { account }, purpose, caseNumber }: Claims,
  { movements, today }: Services,
  { sources, persons }: { readonly sources: Sources; readonly persons: Persons },
): MovementAccess {
  const { store, log, follower, now } = movements;
  return new MovementDesk({
    ...{ store, log, follower, now, sources, persons, signal, request: id, account, caseNumber },
    cursors: cursorsOf(movements.cursors, { account, purpose }),
    today: today(),
  });
}

/** It finds a person or opens a case, and reaches nothing else of anybody. */
function opensCases({ fields }: DocumentFacts['plan']): boolean {
  const personal = [...fields.values()].filter(
    ({ classification }) => classification !== 'PUBLIC' && classification !== 'STAFF',
  );
  return personal.length > 0 && personal.every(isBeforeCase);
}

async function countSearch({ claims, policy }: RequestState, { counter }: Services): Promise<void> {
  const cap = policy.cases.searchesPerHour;
  const key = attemptKey('SEARCH', claims?.principal.account ?? '');
  const searches = await counter.hit(key, HOUR_SECONDS, 1);
  if (searches > cap) throw new GatewayError('RATE_LIMITED', { detail: `SEARCH ${cap}/h` });
}

/** Caps are per account, whatever the purpose, and shared by all replicas. Every alias comes through here. */
async function countAttempt(
  { claims, policy }: RequestState,
  { counter }: Services,
  what: keyof AttemptCaps,
): Promise<void> {
  const cap = policy.caps.attemptsPerHour[what];
  const attempts = await counter.hit(attemptKey(what, claims?.principal.account ?? ''), HOUR_SECONDS, 1);
  if (attempts > cap) throw new GatewayError('RATE_LIMITED', { detail: `${what} ${cap}/h` });
}
