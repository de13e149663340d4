import type { Act } from '../reviewed-operation.js';
import type { DetectorRules } from '../../policy/detector-rules.js';
import { actsOfPersons, findingOfActs, groupBy, type Detector } from '../review-period.js';

/** What people did when the office was shut; machines know no hours. */
export const outOfHours: Detector = (work) => {
  const shut = actsOfPersons(work).filter((act) => isShut(act, work.rules));
  return groupBy(shut, ({ account, japan }) => `${account} ${japan.day}`).map((acts) => {
    const persons = new Set(acts.flatMap((act) => act.persons.map(({ subject }) => subject))).size;
    return findingOfActs(acts, {
      detector: 'OUT_OF_HOURS',
      severity: persons > 0 ? 'ATTENTION' : 'INFO',
      saysJa: `執務時間外に${acts.length}回操作した(対象者${persons}人)。`,
      saysEn: `${acts.length} operations out of hours, about ${persons} persons.`,
    });
  });
};

export function isShut({ japan }: Pick<Act, 'japan'>, rules: DetectorRules): boolean {
  const { day, minute, weekend } = japan;
  if (weekend || rules.holidays.has(day) || rules.closedEachYear.has(day.slice(5))) return true;
  return minute < rules.opens || minute >= rules.closes;
}
