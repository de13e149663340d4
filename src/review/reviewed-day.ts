import { addDays } from '../calendar/plain-date.js';
import { daysOf } from './days-of-span.js';
import { groupBy } from '../collections/group-by.js';
import { dayInJapan } from '../calendar/japan-time.js';
import type { OpenIntent } from '../audit/index/access-index.js';
import type { DetectorRules } from '../policy/detector-rules.js';
import type { AccountFacts, PeopleFacts } from './facts.js';
import type { Finding } from './finding.js';
import type { ReviewPeriod } from './review-period.js';
import type { ReviewedOperation } from './reviewed-operation.js';

/**
 * One day under review. A finding belongs to the day on which there is enough for it, and is made from that day and
 * what lies before it: so it is the same in a review of the day, the week or the month, and none is lost because
 * somebody reviews a month in halves.
 */
export interface ReviewedDay {
  /** `YYYY-MM-DD`, in Japan. */
  readonly day: string;
  /** Done on this day, in order of time. */
  readonly operations: readonly ReviewedOperation[];
  /** Done on this day or in the days before it that are counted together, `windowDays` in all; in order of time. */
  readonly window: readonly ReviewedOperation[];
  /** Begun so long ago that on this day they can no longer be running. */
  readonly openIntents: readonly OpenIntent[];
  readonly people: PeopleFacts;
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  /** Days on which each account did anything. */
  readonly activeOn: ReadonlyMap<string, ReadonlySet<string>>;
  readonly rules: DetectorRules;
}

/** Finds one kind of thing on a day. Pure: the same work gives the same findings. */
export type Detector = (day: ReviewedDay) => readonly Finding[];

/** The days of a period, each with all that the detectors may see of it. */
export function reviewedDays(period: ReviewPeriod): readonly ReviewedDay[] {
  const { people, accounts, activeOn, rules, openIntents, operations, before } = period;
  const byDay = groupBy([...before, ...operations], ({ japan }) => japan.day);
  const left = groupBy(openIntents.filter(isOld(period)), ({ at }) => dayInJapan(oldAt(at, rules)));
  return daysOf(period.span).map((day) => ({
    ...{ day, people, accounts, activeOn, rules },
    operations: byDay.get(day) ?? [],
    window: windowOf(day, rules).flatMap((one) => byDay.get(one) ?? []),
    openIntents: left.get(day) ?? [],
  }));
}

function windowOf(day: string, { windowDays }: DetectorRules): readonly string[] {
  return Array.from({ length: windowDays }, (_, at) => addDays(day, at + 1 - windowDays));
}

/** What began last may still be running, and the question for this very review is. */
const isOld =
  ({ readUpTo, rules }: ReviewPeriod) =>
  ({ at }: OpenIntent): boolean =>
    oldAt(at, rules) < readUpTo;

const oldAt = (at: string, { openIntentMinutes }: DetectorRules): string =>
  new Date(Date.parse(at) + openIntentMinutes * 60_000).toISOString();
