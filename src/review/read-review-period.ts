import { DAY_MILLISECONDS } from '../calendar/japan-time.js';
import type { AccessIndex, IndexedEvent, Span } from '../audit/index/access-index.js';
import { reviewedOperation, type ReviewedOperation } from './reviewed-operation.js';
import type { AccountFacts } from './facts.js';
import type { RegistryPeople } from './people-facts.js';
import type { DetectorRules } from '../policy/detector-rules.js';
import type { ReviewPeriod } from './review-period.js';

export interface ReviewSource {
  readonly index: Pick<AccessIndex, 'operations' | 'events' | 'openIntents' | 'progress'>;
  readonly people: RegistryPeople;
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  readonly rules: DetectorRules;
}

/** Reads a span of the log into memory: a month of a city hall is some ten thousand answers. */
export async function readReviewPeriod(
  { index, people, accounts, rules }: ReviewSource,
  span: Span,
): Promise<ReviewPeriod> {
  const operations: ReviewedOperation[] = [];
  const recentlyActive = new Set<string>();
  // Back to where an account's last use still counts, which may lie before the span.
  const since = new Date(Date.parse(span.to) - rules.dormantDays * DAY_MILLISECONDS).toISOString();
  for await (const operation of index.operations({ from: earlier(since, span.from), to: span.to })) {
    if (operation.account !== null && operation.at >= since) recentlyActive.add(operation.account);
    if (operation.at >= span.from) operations.push(reviewedOperation(operation));
  }
  const events: IndexedEvent[] = [];
  for await (const event of index.events({ from: earlier(since, span.from), to: span.to })) {
    if (event.account !== null && event.at >= since) recentlyActive.add(event.account);
    if (event.at >= span.from) events.push(event);
  }
  await people.judge(namedByDay(operations, rules));
  const newest = (await index.progress()).map(({ at }) => at).reduce(later, span.from);
  return {
    span,
    operations,
    events,
    openIntents: await index.openIntents(span),
    readUpTo: newest,
    people,
    accounts,
    recentlyActive,
    rules,
  };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a < b ? b : a);

/**
 * Only those named: who stands on the list of a notice run was not chosen, so that nobody need ask about them.
 */
function namedByDay(
  operations: readonly ReviewedOperation[],
  { pointedUpTo }: DetectorRules,
): ReadonlyMap<string, ReadonlySet<string>> {
  const days = new Map<string, Set<string>>();
  for (const { japan, persons } of operations) {
    if (persons.length > pointedUpTo) continue;
    const subjects = days.get(japan.day) ?? new Set();
    days.set(japan.day, subjects);
    for (const { subject } of persons) subjects.add(subject);
  }
  return days;
}
