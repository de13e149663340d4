import { operationsOfPersons, type OperationOfAccount } from '../accesses.js';
import { groupsBy } from '../../collections/group-by.js';
import type { Finding } from '../finding.js';
import { findingOfOperations } from '../finding-of.js';
import type { Detector, ReviewedDay } from '../reviewed-day.js';

/** A case is one person's or one family's, and one clerk's: a number that serves for everything is no reason. */
export const caseNumbers: Detector = (day) => [...missing(day), ...reused(day)];

/** The gateway refuses what lacks its case; who keeps trying has not got one. */
function missing(day: ReviewedDay): readonly Finding[] {
  const without = operationsOfPersons(day.operations, day).filter(
    (operation) => operation.case === null && operation.codes.includes('PURPOSE_REQUIRED'),
  );
  return groupsBy(without, ({ account }) => account)
    .filter((operations) => operations.length >= day.rules.cases.missingPerDay)
    .map((operations) =>
      findingOfOperations(operations, {
        detector: 'CASE_NUMBERS',
        severity: 'INFO',
        textJa: `利用目的又は案件番号のない操作を1日に${operations.length}回試みた。`,
        textEn: `Tried ${operations.length} times in a day without a purpose or case number.`,
      }),
    );
}

/** Of the cases that served on this day those that serve too many, with all that they served in the days counted together. */
function reused(day: ReviewedDay): readonly Finding[] {
  const onDay = new Set(underCase(day.operations, day).map((operation) => operation.case));
  const served = underCase(day.window, day).filter((operation) => onDay.has(operation.case));
  return groupsBy(served, (operation) => operation.case).flatMap((operations) => judge(operations, day));
}

function underCase(operations: ReviewedDay['operations'], day: ReviewedDay): readonly OperationOfAccount[] {
  return operationsOfPersons(operations, day).filter(
    (operation) => operation.case !== null && operation.persons.length > 0,
  );
}

function judge(operations: readonly OperationOfAccount[], { day, rules }: ReviewedDay): readonly Finding[] {
  const { personsPerCase, accountsPerCase } = rules.cases;
  const persons = new Set(operations.flatMap((one) => one.persons.map(({ subject }) => subject))).size;
  const accounts = [...new Set(operations.map(({ account }) => account))];
  if (persons <= personsPerCase && accounts.length <= accountsPerCase) return [];
  return [
    {
      ...findingOfOperations(operations, {
        detector: 'CASE_NUMBERS',
        severity: 'ATTENTION',
        count: persons,
        textJa: `${day}までの${rules.windowDays}日間に、1つの案件番号を${accounts.length}アカウントが${persons}人の照会に使った。`,
        textEn: `In the ${rules.windowDays} days up to ${day} one case number served ${accounts.length} accounts to ask for ${persons} persons.`,
      }),
      ...(accounts.length === 1
        ? { account: accounts[0] ?? null }
        : { account: null, accounts: accounts.toSorted() }),
    },
  ];
}
