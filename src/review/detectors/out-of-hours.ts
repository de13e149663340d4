import type { ReviewedOperation } from '../reviewed-operation.js';
import type { DetectorRules } from '../../policy/detector-rules.js';
import { operationsOfPersons } from '../accesses.js';
import { findingOfOperations } from '../finding-of.js';
import { groupsBy } from '../../collections/group-by.js';
import type { Detector } from '../reviewed-day.js';

/** What people did when the office was shut; machines know no hours. */
export const outOfHours: Detector = (day) => {
  const shut = operationsOfPersons(day.operations, day).filter((operation) => isShut(operation, day.rules));
  return groupsBy(shut, ({ account }) => account).map((operations) => {
    const persons = new Set(
      operations.flatMap((operation) => operation.persons.map(({ subject }) => subject)),
    ).size;
    return findingOfOperations(operations, {
      detector: 'OUT_OF_HOURS',
      severity: persons > 0 ? 'ATTENTION' : 'INFO',
      textJa: `執務時間外に${operations.length}回操作した(対象者${persons}人)。`,
      textEn: `${operations.length} operations out of hours, about ${persons} persons.`,
    });
  });
};

export function isShut({ japan }: Pick<ReviewedOperation, 'japan'>, rules: DetectorRules): boolean {
  const { day, minute, weekend } = japan;
  if (weekend || rules.holidays.has(day) || rules.closedEachYear.has(day.slice(5))) return true;
  return minute < rules.opens || minute >= rules.closes;
}
