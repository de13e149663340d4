import type { ReviewedOperation } from '../reviewed-operation.js';
import type { Finding } from '../finding.js';
import { accessesByAccount, operationsOfPersons } from '../accesses.js';
import { groupsBy } from '../../collections/group-by.js';
import { findingOfAccesses, findingOfOperations } from '../finding-of.js';
import type { Detector, ReviewedDay } from '../reviewed-day.js';

const HOUR = 3_600_000;

/**
 * Guessing. A look-up that finds nobody is on record as such; of a verification only that it was made is, so
 * that the log betrays no number: one person verified again and again is what a mismatch looks like (R167,
 * R168).
 */
export const repeatedMisses: Detector = (day) => [...misses(day), ...capped(day), ...verifications(day)];

function misses(day: ReviewedDay): readonly Finding[] {
  const missed = operationsOfPersons(day.operations, day).filter((operation) => operation.misses > 0);
  return groupsBy(missed, ({ account }) => account).flatMap((ofDay) => {
    const most = mostInAnHour(ofDay);
    if (most < day.rules.misses.perHour) return [];
    return [
      findingOfOperations(ofDay, {
        detector: 'REPEATED_MISSES',
        severity: 'ATTENTION',
        count: ofDay.reduce((sum, operation) => sum + operation.misses, 0),
        textJa: `該当者のいない検索が、多い1時間に${most}回あった。`,
        textEn: `${most} look-ups in the worst hour found nobody.`,
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
function capped(day: ReviewedDay): readonly Finding[] {
  const stopped = operationsOfPersons(day.operations, day).filter(({ codes }) =>
    codes.includes('RATE_LIMITED'),
  );
  return groupsBy(stopped, ({ account }) => account).map((operations) =>
    findingOfOperations(operations, {
      detector: 'REPEATED_MISSES',
      severity: 'ATTENTION',
      textJa: `回数又は人数の上限により${operations.length}回止められた。`,
      textEn: `Stopped ${operations.length} times by a cap.`,
    }),
  );
}

function verifications(day: ReviewedDay): readonly Finding[] {
  return accessesByAccount(day, (access) => access.verifications > 0).flatMap((ofDay) =>
    groupsBy(ofDay, ({ subject }) => subject)
      .map((accesses) => ({
        accesses,
        times: accesses.reduce((sum, access) => sum + access.verifications, 0),
      }))
      .filter(({ times }) => times >= day.rules.misses.verificationsOfOnePerson)
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
