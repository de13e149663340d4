import { addDays, daysBetween, requirePlainDate, type PlainDate } from '../calendar/plain-date.js';
import type { Sex } from '../../adapters/resident-registry/model.js';
import { windowsOf, type Course, type DoseWindow } from './dose-window.js';
import type { Dose, ScheduleVersion } from './version.js';

/** What the database is asked; `evaluateRecall` then says who of them is due. */
export interface TargetWindow {
  /** Inclusive, `YYYY-MM-DD`. */
  readonly bornFrom: string;
  readonly bornTo: string;
  readonly sex: Sex | null;
  /** Fewer doses than this, of all times. */
  readonly dosesNeeded: number;
  /** Of whom the day of birth is known: born within one of these, with fewer doses than the most of them. */
  readonly births: readonly OpenBirths[];
}

/** Births for which one dose is open, and its number in the course: whoever has had as many is not called for it. */
export interface OpenBirths extends Births {
  readonly dosesNeeded: number;
}

/** Nobody alive is older. */
const EARLIEST = requirePlainDate('1880-01-01');
/** Where earlier campaigns' doses do not count, no number of doses excludes anybody. */
const ANY_NUMBER = 99;

/**
 * The births for which some dose of the version is open on `asOf`: the smallest range that holds them all, and each by
 * itself, since a vaccine may be due at one and at five years and not between. null when the version is not in force or
 * nobody is a target.
 */
export function targetWindow(version: ScheduleVersion, asOf: string): TargetWindow | null {
  const today = requirePlainDate(asOf);
  if (today < version.effectiveFrom || (version.effectiveTo !== null && today > version.effectiveTo))
    return null;
  const courses = coursesOf(version);
  const neededOf = (doses: number): number => (version.countFrom === null ? doses : ANY_NUMBER);
  const births = courses.flatMap((course) =>
    course.doses.flatMap((dose, at) =>
      birthsOpen(version, course, dose, today).map((range) => ({ ...range, dosesNeeded: neededOf(at + 1) })),
    ),
  );
  const [first, ...rest] = births;
  if (first === undefined) return null;
  const { from: bornFrom, to: bornTo } = rest.reduce(hull, first);
  const most = Math.max(...courses.map((course) => course.doses.length));
  return { bornFrom, bornTo, sex: version.target.sex, dosesNeeded: neededOf(most), births };
}

const hull = (one: Births, other: Births): Births => ({
  from: one.from < other.from ? one.from : other.from,
  to: one.to > other.to ? one.to : other.to,
});

/** The version's own doses and those of its catch-ups. */
export function coursesOf(version: ScheduleVersion): readonly Course[] {
  return [
    { doses: version.doses, catchUp: null },
    ...version.catchUp.map((catchUp) => ({ doses: catchUp.doses, catchUp })),
  ];
}

/** Days of birth, both inclusive. */
export interface Births {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The births for which the dose is open today: one range, or one for each age of a dose given at ages in steps. */
export function birthsOpen(
  version: ScheduleVersion,
  course: Course,
  dose: Dose,
  today: PlainDate,
): readonly Births[] {
  const cohort =
    course.catchUp !== null && (course.catchUp.bornFrom ?? course.catchUp.bornTo) !== null
      ? course.catchUp
      : version.target;
  const steps =
    dose.schoolYears.length > 0
      ? dose.schoolYears.map((years) => ({ ...dose, schoolYears: [years] }))
      : [dose];
  return steps.flatMap((step) => {
    const window = (birth: PlainDate): DoseWindow | undefined =>
      windowsOf({ ...version, closes: false }, course, step, birth)[0];
    // Whoever is born later reaches every age later, so both ends can be found by halving.
    const isOver = (birth: PlainDate) => (window(birth)?.until ?? today) < today;
    const isOpen = (birth: PlainDate) => (window(birth)?.from ?? today) <= today;
    const first = firstWhere(EARLIEST, addDays(today, 1), (birth) => !isOver(birth));
    const last = addDays(
      firstWhere(EARLIEST, addDays(today, 1), (birth) => !isOpen(birth)),
      -1,
    );
    const from = cohort.bornFrom !== null && cohort.bornFrom > first ? cohort.bornFrom : first;
    const to = cohort.bornTo !== null && cohort.bornTo < last ? cohort.bornTo : last;
    return from <= to ? [{ from, to }] : [];
  });
}

/** First day of the range for which `test` holds, given that it holds for all days after one that it holds for. */
function firstWhere(from: PlainDate, to: PlainDate, test: (day: PlainDate) => boolean): PlainDate {
  let low = 0;
  let high = daysBetween(from, to);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (test(addDays(from, middle))) high = middle;
    else low = middle + 1;
  }
  return addDays(from, low);
}
