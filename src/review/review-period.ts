import type { IndexedEvent, OpenIntent, Span } from '../audit/index/access-index.js';
import type { Act, PersonSeen } from './reviewed-operation.js';
import type { AccountFacts, PeopleFacts } from './facts.js';
import type { DetectorName, Finding } from './finding.js';
import type { DetectorRules } from '../policy/detector-rules.js';

/** Everything done in a span, and what is known about those who did it and those it was done to. */
export interface Work {
  readonly span: Span;
  readonly acts: readonly Act[];
  readonly events: readonly IndexedEvent[];
  readonly openIntents: readonly OpenIntent[];
  readonly people: PeopleFacts;
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  /** Accounts that did anything in the days that a use must fall into (`dormantDays` before the end of the span). */
  readonly recentlyActive: ReadonlySet<string>;
  readonly rules: DetectorRules;
}

/** Finds one kind of thing. Pure: the same work gives the same findings. */
export type Detector = (work: Work) => readonly Finding[];

/** Acts of somebody known, about few enough persons that he chose them. */
export function pointedActs({ acts, rules }: Work): readonly (Act & { readonly account: string })[] {
  return acts.filter(
    (act): act is Act & { readonly account: string } =>
      act.account !== null && act.persons.length > 0 && act.persons.length <= rules.pointedUpTo,
  );
}

/** Acts of persons, not of machines. */
export function actsOfPersons({ acts, accounts }: Work): readonly (Act & { readonly account: string })[] {
  return acts.filter(
    (act): act is Act & { readonly account: string } => act.account !== null && accounts.get(act.account)?.kind !== 'service',
  );
}

/** One person in one act. */
export interface Look extends PersonSeen {
  readonly act: Act & { readonly account: string };
}

/** Every look at a person by name that the test holds for, those of one account and day together. */
export function looksByAccountDay(work: Work, test: (look: Look) => boolean): readonly (readonly Look[])[] {
  const looks = pointedActs(work).flatMap((act) => act.persons.map((person) => ({ ...person, act })));
  return groupBy(looks.filter(test), ({ act }) => `${act.account} ${act.japan.day}`);
}

/** The texts and the weight of a finding; what it rests on is read off the looks. */
export interface Saying extends Pick<Finding, 'severity' | 'saysJa' | 'saysEn'> {
  readonly detector: DetectorName;
  readonly count?: number;
}

/** @param looks at least one */
export function findingOfLooks(looks: readonly Look[], saying: Saying): Finding {
  const subjects = unique(looks.map(({ subject }) => subject));
  const acts = unique(looks.map(({ act }) => act));
  return { ...findingOfActs(acts, { count: subjects.length, ...saying }), subjects };
}

/** @param acts at least one, in order of time */
export function findingOfActs(acts: readonly Act[], { detector, severity, saysJa, saysEn, count = acts.length }: Saying): Finding {
  const [first] = acts;
  return {
    detector,
    severity,
    account: first?.account ?? null,
    at: first?.at ?? '',
    records: acts.map(({ record }) => record),
    subjects: unique(acts.flatMap(({ persons }) => persons.map(({ subject }) => subject))),
    count,
    saysJa,
    saysEn,
  };
}

export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

export function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
