import type { PlainDate } from '../calendar/plain-date.js';
import type { Sex } from '../../adapters/resident-registry/model.js';
import {
  isBornWithin,
  windowlessBy,
  windowsOf,
  type Course,
  type DoseWindow,
  type WindowlessBy,
} from './dose-window.js';
import { coursesOf } from './target-window.js';
import type { ScheduleVersion } from './version.js';

export const NOT_TARGET_REASONS = [
  'SEX', // the measure is for the other sex
  'BIRTH_DAY', // for those born on other days
  'NOT_BORN', // on the day asked about
  'TOO_FEW_DOSES', // for those who have begun with this vaccine
  'FIRST_DOSE_DAY', // for those whose first dose lies, or would lie, on other days
  'TOO_OLD', // past the age before the measure began
  'TOO_YOUNG', // not of the age before the measure ends
] as const;
export type NotTargetReason = (typeof NOT_TARGET_REASONS)[number];

/** Days of birth that a version is for: its own target, and those of its special measures. */
export interface BirthRange {
  readonly bornFrom: PlainDate | null;
  readonly bornTo: PlainDate | null;
}

export function birthRanges({ target, catchUp }: ScheduleVersion): readonly BirthRange[] {
  return [target, ...catchUp].map(({ bornFrom, bornTo }) => ({ bornFrom, bornTo }));
}

/**
 * Every fact of a person by which a measure is not for them; none where nothing is known that speaks against it. Each stands
 * for itself: where one is put right, the others still hold.
 */
export function outsideOf(
  version: ScheduleVersion,
  { birth, today, doses }: { readonly birth: PlainDate; readonly today: PlainDate; readonly doses: number },
): readonly NotTargetReason[] {
  return [
    ...(birthRanges(version).some((range) => isBornWithin(birth, range)) ? [] : (['BIRTH_DAY'] as const)),
    ...(today < birth ? (['NOT_BORN'] as const) : []),
    ...(doses < version.atLeastDoses ? (['TOO_FEW_DOSES'] as const) : []),
  ];
}

const BY_AGE: Readonly<Record<WindowlessBy, NotTargetReason>> = { OVER: 'TOO_OLD', ENDS: 'TOO_YOUNG' };

/** Of a course of which no dose has any legal day for this birth: whether its age had passed, or never comes. */
export function outOfAge(
  version: ScheduleVersion,
  course: Course,
  birth: PlainDate,
): readonly NotTargetReason[] {
  const found = new Set(
    course.doses.flatMap((dose) => windowlessBy(version, course, dose, birth)).map((by) => BY_AGE[by]),
  );
  return NOT_TARGET_REASONS.filter((reason) => found.has(reason));
}

/**
 * Whether somebody was past the age before the measure began: all days that the version in force has for them lie before,
 * and no version had any of its own. Of a measure of which the schedule does not know the beginning: false.
 * @param versions of the vaccine, in order, up to the one in force
 */
export function wasOverAtBeginning(versions: readonly ScheduleVersion[], birth: PlainDate): boolean {
  const began = versions[0]?.began ?? null;
  const inForce = versions.at(-1);
  if (began === null || inForce === undefined) return false;
  const days = windowsFor(inForce, birth);
  const isOver = days.length > 0 && days.every(({ until }) => until !== null && until < began);
  return (
    isOver &&
    !versions.some((version, at) => hadDay(version, birth, at === 0 ? began : version.effectiveFrom))
  );
}

function hadDay(version: ScheduleVersion, birth: PlainDate, since: PlainDate): boolean {
  const { effectiveTo } = version;
  return windowsFor(version, birth).some(
    ({ from, until }) => (until === null || until >= since) && (effectiveTo === null || from <= effectiveTo),
  );
}

/** By the version's own doses and those of every catch-up that may be this person's. */
function windowsFor(version: ScheduleVersion, birth: PlainDate): readonly DoseWindow[] {
  return coursesOf(version)
    .filter(({ catchUp }) => isBornWithin(birth, catchUp ?? version.target))
    .flatMap((course) => course.doses.flatMap((dose) => windowsOf(version, course, dose, birth)));
}

/** A sex that is known and is not the one the measure is for. */
export function isOtherSex({ target }: ScheduleVersion, sex: Sex | null): boolean {
  return target.sex !== null && sex !== null && sex !== 'UNKNOWN' && sex !== target.sex;
}
