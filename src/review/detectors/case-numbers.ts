import type { ReviewedOperation } from '../reviewed-operation.js';
import type { Finding } from '../finding.js';
import {
  operationsOfPersons,
  findingOfOperations,
  groupsBy,
  unique,
  type Detector,
  type ReviewPeriod,
} from '../review-period.js';

/** A case is one person's or one family's, and one clerk's: a number that serves for everything is no reason. */
export const caseNumbers: Detector = (period) => [...missing(period), ...reused(period)];

/** The gateway refuses what lacks its case; who keeps trying has not got one. */
function missing(period: ReviewPeriod): readonly Finding[] {
  const without = operationsOfPersons(period).filter(
    (operation) => operation.case === null && operation.codes.includes('PURPOSE_REQUIRED'),
  );
  return groupsBy(without, ({ account, japan }) => `${account} ${japan.day}`)
    .filter((operations) => operations.length >= period.rules.cases.missingPerDay)
    .map((operations) =>
      findingOfOperations(operations, {
        detector: 'CASE_NUMBERS',
        severity: 'INFO',
        textJa: `利用目的又は案件番号のない操作を1日に${operations.length}回試みた。`,
        textEn: `Tried ${operations.length} times in a day without a purpose or case number.`,
      }),
    );
}

function reused(period: ReviewPeriod): readonly Finding[] {
  const { personsPerCase, accountsPerCase } = period.rules.cases;
  const withCase = operationsOfPersons(period).filter(
    (operation) => operation.case !== null && operation.persons.length > 0,
  );
  return groupsBy(withCase, (operation) => operation.case ?? '').flatMap((operations) => {
    const { persons, accounts } = countsOf(operations);
    if (persons <= personsPerCase && accounts.length <= accountsPerCase) return [];
    return [
      {
        ...findingOfOperations(operations, {
          detector: 'CASE_NUMBERS',
          severity: 'ATTENTION',
          count: persons,
          textJa: `1つの案件番号を${accounts.length}アカウントが${persons}人の照会に使った。`,
          textEn: `One case number served ${accounts.length} accounts to ask for ${persons} persons.`,
        }),
        ...(accounts.length === 1
          ? { account: accounts[0] ?? null }
          : { account: null, accounts: accounts.toSorted() }),
      },
    ];
  });
}

function countsOf(operations: readonly ReviewedOperation[]): {
  readonly persons: number;
  readonly accounts: readonly string[];
} {
  const persons = unique(
    operations.flatMap((operation) => operation.persons.map(({ subject }) => subject)),
  ).length;
  return { persons, accounts: unique(operations.flatMap(({ account }) => account ?? [])) };
}
