import type { PersonAccess } from './accesses.js';
import type { DetectorName, Finding } from './finding.js';
import type { ReviewedOperation } from './reviewed-operation.js';

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

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];
