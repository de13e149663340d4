import { dayInJapan, startOfDay } from '../calendar/japan-time.js';
import { addDays } from '../calendar/plain-date.js';
import type { AccessIndex, IndexedEvent, Span } from '../audit/index/access-index.js';
import { daysOf } from './days-of-span.js';
import { isLastOfMonth } from './detectors/dormant-accounts.js';
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

/**
 * Reads a span of whole days of the log into memory, with as much before it as its first days are counted together with:
 * a month of a city hall is some ten thousand answers.
 */
export async function readReviewPeriod(
  { index, people, accounts, rules }: ReviewSource,
  span: Span,
): Promise<ReviewPeriod> {
  const { active, from } = readFrom(span, rules);
  const read: ReviewedOperation[] = [];
  const activeOn = new Map<string, Set<string>>();
  for await (const operation of index.operations({ from: earlier(active, from), to: span.to })) {
    noteUse(operation, activeOn);
    if (operation.at >= from) read.push(reviewedOperation(operation));
  }
  const events: IndexedEvent[] = [];
  for await (const event of index.events({ from: earlier(active, span.from), to: span.to })) {
    noteUse(event, activeOn);
    if (event.at >= span.from) events.push(event);
  }
  const operations = read.filter(({ at }) => at >= span.from);
  await people.judge(namedByDay(operations, rules));
  return {
    ...{ span, operations, events, people, accounts, activeOn, rules },
    before: read.filter(({ at }) => at < span.from),
    openIntents: await index.openIntents(before(span, rules.openIntentMinutes * 60_000)),
    readUpTo: (await index.progress()).map(({ at }) => at).reduce(later, span.from),
  };
}

/** From when on operations are counted together with those of the span, and uses of an account; UTC. */
function readFrom(span: Span, { windowDays, dormantDays }: DetectorRules): Record<'from' | 'active', string> {
  const days = daysOf(span);
  const told = days.find(isLastOfMonth);
  const back = (day: string, count: number): string => startOfDay(addDays(day, 1 - count));
  return {
    from: days[0] === undefined ? span.from : back(days[0], windowDays),
    active: told === undefined ? span.from : back(told, dormantDays),
  };
}

function noteUse(
  { account, at }: { readonly account: string | null; readonly at: string },
  activeOn: Map<string, Set<string>>,
): void {
  if (account === null) return;
  const days = activeOn.get(account) ?? new Set();
  activeOn.set(account, days.add(dayInJapan(at)));
}

/** The same length, so many milliseconds before. */
function before({ from, to }: Span, by: number): Span {
  const shifted = (at: string): string => new Date(Date.parse(at) - by).toISOString();
  return { from: shifted(from), to: shifted(to) };
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
