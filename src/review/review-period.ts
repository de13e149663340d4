import { groupBy } from '../collections/group-by.js';
import type { IndexedEvent, OpenIntent, Span } from '../audit/index/access-index.js';
import type { ReviewedOperation, PersonSeen } from './reviewed-operation.js';
import type { AccountFacts, PeopleFacts } from './facts.js';
import type { DetectorName, Finding } from './finding.js';
import type { DetectorRules } from '../policy/detector-rules.js';

/** Everything done in a span, and what is known about those who did it and those it was done to. */
export interface ReviewPeriod {
  readonly span: Span;
  readonly operations: readonly ReviewedOperation[];
  readonly events: readonly IndexedEvent[];
  readonly openIntents: readonly OpenIntent[];
  /** When the newest record of the log was sealed that was there to be read, by the log's own clock; UTC. */
  readonly readUpTo: string;
  readonly people: PeopleFacts;
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  /**
   * Accounts that did anything in the days that a use must fall into (`dormantDays` before the end of the span).
   */
  readonly recentlyActive: ReadonlySet<string>;
  readonly rules: DetectorRules;
}

/** Finds one kind of thing. Pure: the same work gives the same findings. */
export type Detector = (period: ReviewPeriod) => readonly Finding[];

/** Acts of somebody known, about few enough persons that the user chose them. */
export function pointedOperations({
  operations,
  rules,
}: ReviewPeriod): readonly (ReviewedOperation & { readonly account: string })[] {
  return operations.filter(
    (operation): operation is ReviewedOperation & { readonly account: string } =>
      operation.account !== null &&
      operation.persons.length > 0 &&
      operation.persons.length <= rules.pointedUpTo,
  );
}

/** Acts of persons, not of machines. */
export function operationsOfPersons({
  operations,
  accounts,
}: ReviewPeriod): readonly (ReviewedOperation & { readonly account: string })[] {
  return operations.filter(
    (operation): operation is ReviewedOperation & { readonly account: string } =>
      operation.account !== null && accounts.get(operation.account)?.kind !== 'service',
  );
}

/** One person in one act. */
export interface PersonAccess extends PersonSeen {
  readonly operation: ReviewedOperation & { readonly account: string };
}

/** Every look at a person by name that the test holds for, those of one account and day together. */
export function accessesByAccountDay(
  period: ReviewPeriod,
  test: (access: PersonAccess) => boolean,
): readonly (readonly PersonAccess[])[] {
  const accesses = pointedOperations(period).flatMap((operation) =>
    operation.persons.map((person) => ({ ...person, operation })),
  );
  return groupsBy(accesses.filter(test), ({ operation }) => `${operation.account} ${operation.japan.day}`);
}

/** The texts and the weight of a finding; what it rests on is read off the looks. */
export interface FindingText extends Pick<Finding, 'severity' | 'textJa' | 'textEn'> {
  readonly detector: DetectorName;
  readonly count?: number;
}

/** @param looks at least one */
export function findingOfAccesses(accesses: readonly PersonAccess[], text: FindingText): Finding {
  const subjects = unique(accesses.map(({ subject }) => subject));
  const operations = unique(accesses.map(({ operation }) => operation));
  return { ...findingOfOperations(operations, { count: subjects.length, ...text }), subjects };
}

/** @param acts at least one, in order of time */
export function findingOfOperations(
  operations: readonly ReviewedOperation[],
  { detector, severity, textJa, textEn, count = operations.length }: FindingText,
): Finding {
  const [first] = operations;
  return {
    detector,
    severity,
    account: first?.account ?? null,
    at: first?.at ?? '',
    records: operations.map(({ record }) => record),
    subjects: unique(operations.flatMap(({ persons }) => persons.map(({ subject }) => subject))),
    count,
    textJa,
    textEn,
  };
}

/** The groups alone, where nobody asks for one by its key. */
export function groupsBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly Item[])[] {
  return [...groupBy(items, keyOf).values()];
}

export function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
