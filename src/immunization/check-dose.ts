import { parsePlainDate, requirePlainDate } from '../calendar/plain-date.js';
import type { Sex } from '../../adapters/resident-registry/model.js';
import { evaluateRecall } from './evaluate.js';
import type { Schedule } from './schedule.js';
import type { Dose, ScheduleVersion } from './version.js';

/**
 * What the law of its day says against a dose:
 * - NOT_IN_USE: no measure for the vaccine was in force
 * - NOT_A_TARGET: the measure is for the other sex
 * - AGE: given outside the days that the law opens for this birth, or to nobody whom the measure is for
 * - INTERVAL: too close to the dose before it, or to the one behind it
 * - TOO_MANY: every dose of the series was given before
 * - BIRTH_UNCERTAIN: nobody can tell, for the birth is not known to the day
 */
export type DoseFinding = 'NOT_IN_USE' | 'NOT_A_TARGET' | 'AGE' | 'INTERVAL' | 'TOO_MANY' | 'BIRTH_UNCERTAIN';

export interface CheckedDose {
  readonly vaccine: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `YYYY-MM-DD`, or what is known of it. */
  readonly birth: string | null;
  readonly sex: Sex | null;
  /** Whole days of the other doses of the vaccine, given before or after. */
  readonly others: readonly string[];
}

/** Holds one dose against the schedule of its day (R084-R086). A finding asks for a reason; it forbids nothing. */
export function checkDose(
  schedule: Schedule,
  { vaccine, day, birth, sex, others }: CheckedDose,
): readonly DoseFinding[] {
  const given = requirePlainDate(day);
  const version = schedule.at(vaccine, given);
  if (version === null) return ['NOT_IN_USE'];
  const found: DoseFinding[] = [];
  if (version.target.sex !== null && sex !== null && sex !== 'UNKNOWN' && sex !== version.target.sex)
    found.push('NOT_A_TARGET');
  if (birth === null || parsePlainDate(birth) === null) return [...found, 'BIRTH_UNCERTAIN'];
  const before = others.filter((other) => other < given);
  const finding = findingOn(version, birth, before, given);
  if (finding !== null) found.push(finding);
  const next = others.filter((other) => other > given).sort()[0];
  if (
    next !== undefined &&
    finding !== 'INTERVAL' &&
    isTooClose(schedule, vaccine, birth, { before, given, next })
  )
    found.push('INTERVAL');
  return found;
}

/** The dose is judged as the next one of whoever had those before: what may be given on its own day. */
function findingOn(
  version: ScheduleVersion,
  birth: string,
  before: readonly string[],
  day: string,
): DoseFinding | null {
  const { status } = evaluateRecall(version, birth, before, day);
  if (status === 'DUE' || status === 'OVERDUE') return null;
  if (status === 'COMPLETE') return 'TOO_MANY';
  if (status === 'OUT_OF_WINDOW') return 'AGE';
  // Still to come: by the age alone, or because of the dose before.
  const byAge = evaluateRecall(withoutIntervals(version), birth, before, day).status;
  return byAge === 'NOT_YET' ? 'AGE' : 'INTERVAL';
}

/** The dose behind this one: in order by itself, and too early once this one stands before it. */
function isTooClose(
  schedule: Schedule,
  vaccine: string,
  birth: string,
  {
    before,
    given,
    next,
  }: { readonly before: readonly string[]; readonly given: string; readonly next: string },
): boolean {
  const version = schedule.at(vaccine, next);
  return version !== null && findingOn(version, birth, [...before, given], next) === 'INTERVAL';
}

function withoutIntervals(version: ScheduleVersion): ScheduleVersion {
  const open = (doses: readonly Dose[]): readonly Dose[] =>
    doses.map((dose) => ({ ...dose, intervals: [], intervalsAfterSkip: null }));
  return {
    ...version,
    doses: open(version.doses),
    catchUp: version.catchUp.map((one) => ({ ...one, doses: open(one.doses) })),
  };
}
