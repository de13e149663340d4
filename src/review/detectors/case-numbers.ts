import type { Act } from '../reviewed-operation.js';
import type { Finding } from '../finding.js';
import { actsOfPersons, findingOfActs, groupBy, unique, type Detector, type Work } from '../review-period.js';

/** A case is one person's or one family's, and one clerk's: a number that serves for everything is no reason. */
export const caseNumbers: Detector = (work) => [...missing(work), ...reused(work)];

/** The gateway refuses what lacks its case; who keeps trying has not got one. */
function missing(work: Work): readonly Finding[] {
  const without = actsOfPersons(work).filter((act) => act.case === null && act.codes.includes('PURPOSE_REQUIRED'));
  return groupBy(without, ({ account, japan }) => `${account} ${japan.day}`)
    .filter((acts) => acts.length >= work.rules.cases.missingPerDay)
    .map((acts) =>
      findingOfActs(acts, {
        detector: 'CASE_NUMBERS',
        severity: 'INFO',
        saysJa: `利用目的又は案件番号のない操作を1日に${acts.length}回試みた。`,
        saysEn: `Tried ${acts.length} times in a day without a purpose or case number.`,
      }),
    );
}

function reused(work: Work): readonly Finding[] {
  const { personsPerCase, accountsPerCase } = work.rules.cases;
  const withCase = actsOfPersons(work).filter((act) => act.case !== null && act.persons.length > 0);
  return groupBy(withCase, (act) => act.case ?? '').flatMap((acts) => {
    const { persons, accounts } = countsOf(acts);
    if (persons <= personsPerCase && accounts <= accountsPerCase) return [];
    return [
      {
        ...findingOfActs(acts, {
          detector: 'CASE_NUMBERS',
          severity: 'ATTENTION',
          count: persons,
          saysJa: `1つの案件番号を${accounts}アカウントが${persons}人の照会に使った。`,
          saysEn: `One case number served ${accounts} accounts to ask for ${persons} persons.`,
        }),
        account: accounts === 1 ? (acts[0]?.account ?? null) : null,
      },
    ];
  });
}

function countsOf(acts: readonly Act[]): { readonly persons: number; readonly accounts: number } {
  const persons = unique(acts.flatMap((act) => act.persons.map(({ subject }) => subject))).length;
  return { persons, accounts: unique(acts.map(({ account }) => account)).length };
}
