import type { ReviewedOperation } from '../reviewed-operation.js';
import type { Finding } from '../finding.js';
import type { BulkRule } from '../../policy/detector-rules.js';
import { groupsBy } from '../../collections/group-by.js';
import { findingOfOperations } from '../finding-of.js';
import type { Detector } from '../reviewed-day.js';

const HOUR = 3_600_000;

/**
 * Far more persons in an hour or a day than the purpose asks for. The gateway's caps stop the worst; this sees
 * what stays below.
 */
export const bulk: Detector = ({ operations, rules }) =>
  groupsBy(operations, ({ account, purpose }) => `${account} ${purpose}`).flatMap((ofDay) => {
    const rule = rules.bulk.get(ofDay[0]?.purpose ?? '');
    return rule === undefined ? [] : judge(ofDay, rule);
  });

function judge(ofDay: readonly ReviewedOperation[], rule: BulkRule): readonly Finding[] {
  const inDay = personsIn(ofDay);
  const inHour = mostInAnHour(ofDay);
  if (inDay <= rule.personsPerDay && inHour <= rule.personsPerHour) return [];
  return [
    findingOfOperations(
      ofDay.filter(({ persons }) => persons.length > 0),
      {
        detector: 'BULK',
        severity: 'ATTENTION',
        count: inDay,
        textJa: `1日に${inDay}人、多い1時間に${inHour}人を閲覧した(基準: 1日${rule.personsPerDay}人、1時間${rule.personsPerHour}人)。`,
        textEn: `${inDay} persons in a day, ${inHour} in the busiest hour (beyond ${rule.personsPerDay} and ${rule.personsPerHour} it is asked about).`,
      },
    ),
  ];
}

function personsIn(operations: readonly ReviewedOperation[]): number {
  return new Set(operations.flatMap(({ persons }) => persons.map(({ subject }) => subject))).size;
}

/** Distinct persons in any sixty minutes, not by the clock: two half hours are one hour. */
function mostInAnHour(operations: readonly ReviewedOperation[]): number {
  const times = operations.map(({ at }) => Date.parse(at));
  const counts = new Map<string, number>();
  let most = 0;
  let oldest = 0;
  for (const [newest, operation] of operations.entries()) {
    for (const { subject } of operation.persons) counts.set(subject, (counts.get(subject) ?? 0) + 1);
    for (; (times[newest] as number) - (times[oldest] as number) >= HOUR; oldest++)
      leave(counts, operations[oldest] as ReviewedOperation);
    most = Math.max(most, counts.size);
  }
  return most;
}

function leave(counts: Map<string, number>, { persons }: ReviewedOperation): void {
  for (const { subject } of persons) {
    const left = (counts.get(subject) ?? 1) - 1;
    if (left === 0) counts.delete(subject);
    else counts.set(subject, left);
  }
}
