import type { Act } from '../reviewed-operation.js';
import type { Finding } from '../finding.js';
import { actsOfPersons, findingOfActs, findingOfLooks, groupBy, looksByAccountDay, type Detector, type Work } from '../review-period.js';

const HOUR = 3_600_000;

/**
 * Guessing. A look-up that finds nobody is on record as such; of a verification only that it was made is, so that the log
 * betrays no number: one person verified again and again is what a mismatch looks like (R167, R168).
 */
export const repeatedMisses: Detector = (work) => [...misses(work), ...capped(work), ...verifications(work)];

function misses(work: Work): readonly Finding[] {
  const missed = actsOfPersons(work).filter((act) => act.misses > 0);
  return groupBy(missed, ({ account, japan }) => `${account} ${japan.day}`).flatMap((ofDay) => {
    const most = mostInAnHour(ofDay);
    if (most < work.rules.misses.perHour) return [];
    return [
      findingOfActs(ofDay, {
        detector: 'REPEATED_MISSES',
        severity: 'ATTENTION',
        count: ofDay.reduce((sum, act) => sum + act.misses, 0),
        saysJa: `該当者のいない検索が、多い1時間に${most}回あった。`,
        saysEn: `${most} look-ups in the worst hour found nobody.`,
      }),
    ];
  });
}

function mostInAnHour(acts: readonly Act[]): number {
  let most = 0;
  for (const [newest, act] of acts.entries()) {
    const since = Date.parse(act.at) - HOUR;
    const within = acts.slice(0, newest + 1).filter(({ at }) => Date.parse(at) > since);
    most = Math.max(most, within.reduce((sum, one) => sum + one.misses, 0));
  }
  return most;
}

/** Stopped by the gateway: whoever runs into a cap has tried it often enough already. */
function capped(work: Work): readonly Finding[] {
  const stopped = actsOfPersons(work).filter(({ codes }) => codes.includes('RATE_LIMITED'));
  return groupBy(stopped, ({ account, japan }) => `${account} ${japan.day}`).map((acts) =>
    findingOfActs(acts, {
      detector: 'REPEATED_MISSES',
      severity: 'ATTENTION',
      saysJa: `回数又は人数の上限により${acts.length}回止められた。`,
      saysEn: `Stopped ${acts.length} times by a cap.`,
    }),
  );
}

function verifications(work: Work): readonly Finding[] {
  return looksByAccountDay(work, (look) => look.verifications > 0).flatMap((ofDay) =>
    groupBy(ofDay, ({ subject }) => subject)
      .map((looks) => ({ looks, times: looks.reduce((sum, look) => sum + look.verifications, 0) }))
      .filter(({ times }) => times >= work.rules.misses.verificationsOfOnePerson)
      .map(({ looks, times }) =>
        findingOfLooks(looks, {
          detector: 'REPEATED_MISSES',
          severity: 'ATTENTION',
          count: times,
          saysJa: `1人の個人番号の真正性確認を1日に${times}回行った。`,
          saysEn: `Verified the number of one person ${times} times in a day.`,
        }),
      ),
  );
}
