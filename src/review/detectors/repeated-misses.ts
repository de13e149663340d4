import type { ReviewedOperation } from '../reviewed-operation.js';
import type { Finding } from '../finding.js';
import {
  operationsOfPersons,
  findingOfOperations,
  findingOfAccesses,
  groupsBy,
  accessesByAccountDay,
  type Detector,
  type ReviewPeriod,
} from '../review-period.js';

const HOUR = 3_600_000;

/**
 * Guessing. A look-up that finds nobody is on record as such; of a verification only that it was made is, so
 * that the log betrays no number: one person verified again and again is what a mismatch looks like (R167,
 * R168).
 */
export const repeatedMisses: Detector = (period) => [
  ...misses(period),
  ...capped(period),
  ...verifications(period),
];

function misses(period: ReviewPeriod): readonly Finding[] {
  const missed = operationsOfPersons(period).filter((operation) => operation.misses > 0);
  return groupsBy(missed, ({ account, japan }) => `${account} ${japan.day}`).flatMap((ofDay) => {
    const most = mostInAnHour(ofDay);
    if (most < period.rules.misses.perHour) return [];
    return [
      findingOfOperations(ofDay, {
        detector: 'REPEATED_MISSES',
        severity: 'ATTENTION',
        count: ofDay.reduce((sum, operation) => sum + operation.misses, 0),
        textJa: `該当者のいない検索が、多い1時間に${most}回あった。`,
        textEn: `${most} access-ups in the worst hour found nobody.`,
      }),
    ];
  });
}

function mostInAnHour(operations: readonly ReviewedOperation[]): number {
  let most = 0;
  for (const [newest, operation] of operations.entries()) {
    const since = Date.parse(operation.at) - HOUR;
    const within = operations.slice(0, newest + 1).filter(({ at }) => Date.parse(at) > since);
    most = Math.max(
      most,
      within.reduce((sum, one) => sum + one.misses, 0),
    );
  }
  return most;
}

/** Stopped by the gateway: whoever runs into a cap has tried it often enough already. */
function capped(period: ReviewPeriod): readonly Finding[] {
  const stopped = operationsOfPersons(period).filter(({ codes }) => codes.includes('RATE_LIMITED'));
  return groupsBy(stopped, ({ account, japan }) => `${account} ${japan.day}`).map((operations) =>
    findingOfOperations(operations, {
      detector: 'REPEATED_MISSES',
      severity: 'ATTENTION',
      textJa: `回数又は人数の上限により${operations.length}回止められた。`,
      textEn: `Stopped ${operations.length} times by a cap.`,
    }),
  );
}

function verifications(period: ReviewPeriod): readonly Finding[] {
  return accessesByAccountDay(period, (access) => access.verifications > 0).flatMap((ofDay) =>
    groupsBy(ofDay, ({ subject }) => subject)
      .map((accesses) => ({
        accesses,
        times: accesses.reduce((sum, access) => sum + access.verifications, 0),
      }))
      .filter(({ times }) => times >= period.rules.misses.verificationsOfOnePerson)
      .map(({ accesses, times }) =>
        findingOfAccesses(accesses, {
          detector: 'REPEATED_MISSES',
          severity: 'ATTENTION',
          count: times,
          textJa: `1人の個人番号の真正性確認を1日に${times}回行った。`,
          textEn: `Verified the number of one person ${times} times in a day.`,
        }),
      ),
  );
}
