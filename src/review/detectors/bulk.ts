import type { Act } from '../reviewed-operation.js';
import type { Finding } from '../finding.js';
import type { BulkRule } from '../../policy/detector-rules.js';
import { findingOfActs, groupBy, type Detector } from '../review-period.js';

const HOUR = 3_600_000;

/** Far more persons in an hour or a day than the purpose asks for. The gateway's caps stop the worst; this sees what stays below. */
export const bulk: Detector = ({ acts, rules }) =>
  groupBy(acts, ({ account, purpose, japan }) => `${account} ${purpose} ${japan.day}`).flatMap((ofDay) => {
    const rule = rules.bulk.get(ofDay[0]?.purpose ?? '');
    return rule === undefined ? [] : judge(ofDay, rule);
  });

function judge(ofDay: readonly Act[], rule: BulkRule): readonly Finding[] {
  const inDay = personsIn(ofDay);
  const inHour = mostInAnHour(ofDay);
  if (inDay <= rule.personsPerDay && inHour <= rule.personsPerHour) return [];
  return [
    findingOfActs(ofDay.filter(({ persons }) => persons.length > 0), {
      detector: 'BULK',
      severity: 'ATTENTION',
      count: inDay,
      saysJa: `1日に${inDay}人、多い1時間に${inHour}人を閲覧した(基準: 1日${rule.personsPerDay}人、1時間${rule.personsPerHour}人)。`,
      saysEn: `${inDay} persons in a day, ${inHour} in the busiest hour (beyond ${rule.personsPerDay} and ${rule.personsPerHour} it is asked about).`,
    }),
  ];
}

function personsIn(acts: readonly Act[]): number {
  return new Set(acts.flatMap(({ persons }) => persons.map(({ subject }) => subject))).size;
}

/** Distinct persons in any sixty minutes, not by the clock: two half hours are one hour. */
function mostInAnHour(acts: readonly Act[]): number {
  const times = acts.map(({ at }) => Date.parse(at));
  const counts = new Map<string, number>();
  let most = 0;
  let oldest = 0;
  for (const [newest, act] of acts.entries()) {
    for (const { subject } of act.persons) counts.set(subject, (counts.get(subject) ?? 0) + 1);
    for (; (times[newest] as number) - (times[oldest] as number) >= HOUR; oldest++) leave(counts, acts[oldest] as Act);
    most = Math.max(most, counts.size);
  }
  return most;
}

function leave(counts: Map<string, number>, { persons }: Act): void {
  for (const { subject } of persons) {
    const left = (counts.get(subject) ?? 1) - 1;
    if (left === 0) counts.delete(subject);
    else counts.set(subject, left);
  }
}
