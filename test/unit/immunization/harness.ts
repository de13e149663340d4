import { join } from 'node:path';
import { addDays, requirePlainDate, type PlainDate } from '../../../src/calendar/plain-date.js';
import { evaluateRecall, type RecallEvaluation } from '../../../src/immunization/evaluate.js';
import { loadSchedule } from '../../../src/immunization/schedule.js';

/** The schedule that ships: the tests read it as a clerk would. */
export const schedule = loadSchedule(join(__dirname, '../../../policy/koganei/schedule.json'));
export const TODAY = '2023-06-27';

export function recall(
  vaccine: string,
  birth: string | null,
  doses: readonly string[] = [],
  asOf = TODAY,
): RecallEvaluation {
  const version = schedule.at(vaccine, asOf);
  if (version === null) throw new Error(`${vaccine} is not scheduled on ${asOf}`);
  return evaluateRecall(version, birth, doses, asOf);
}

export const day = (from: string, days: number): PlainDate => addDays(requirePlainDate(from), days);
