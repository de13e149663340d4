import type { PlainDate } from '../calendar/plain-date.js';
import { firstDayAt, lastDayAt, schoolYear } from './age.js';
import type { CatchUp, Dose, ScheduleVersion } from './version.js';

/** Legal days of one dose for one birth date, both inclusive; intervals are not in it. */
export interface DoseWindow {
  readonly from: PlainDate;
  /** null: no end. */
  readonly until: PlainDate | null;
  /** Last day of the standard period, null where none is set. */
  readonly standardUntil: PlainDate | null;
}

/** What somebody is measured by: the version's own doses, or those of a catch-up. */
export interface Course {
  readonly doses: readonly Dose[];
  readonly catchUp: CatchUp | null;
}

/** In order of time; several only for doses given at ages in steps. None where the measure ends before the age. */
export function windowsOf(
  version: ScheduleVersion,
  course: Course,
  dose: Dose,
  birth: PlainDate,
): readonly DoseWindow[] {
  const end = closingDay(version, course);
  return spans(dose, birth, version.effectiveFrom)
    .map((span) => ({ ...span, until: earliest(span.until, end) }))
    .filter((window) => window.until === null || window.from <= window.until);
}

/** Why a dose has no legal day for a birth: its age was over when the measure began, or comes after its end. */
export type WindowlessBy = 'OVER' | 'ENDS';

/** None where it has one. */
export function windowlessBy(
  version: ScheduleVersion,
  course: Course,
  dose: Dose,
  birth: PlainDate,
): readonly WindowlessBy[] {
  if (windowsOf(version, course, dose, birth).length > 0) return [];
  return spans(dose, birth, version.effectiveFrom).map(({ from, until }) =>
    until !== null && from > until ? 'OVER' : 'ENDS',
  );
}

function spans(dose: Dose, birth: PlainDate, start: PlainDate): readonly DoseWindow[] {
  const standardUntil = dose.standardMaxAge === null ? null : lastDayAt(birth, dose.standardMaxAge);
  if (dose.schoolYears.length > 0) {
    return dose.schoolYears
      .map((years) => ({ ...schoolYear(birth, years), standardUntil }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
  }
  const from = dose.minAge === null ? later(start, birth) : firstDayAt(birth, dose.minAge);
  return [{ from, until: dose.maxAge === null ? null : lastDayAt(birth, dose.maxAge), standardUntil }];
}

function closingDay(version: ScheduleVersion, { catchUp }: Course): PlainDate | null {
  return earliest(catchUp?.until ?? null, version.closes ? version.effectiveTo : null);
}

export function later(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? b : a;
}

function earliest(a: PlainDate | null, b: PlainDate | null): PlainDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

export function isBornWithin(
  birth: PlainDate,
  range: { readonly bornFrom: PlainDate | null; readonly bornTo: PlainDate | null },
): boolean {
  return (
    (range.bornFrom === null || birth >= range.bornFrom) && (range.bornTo === null || birth <= range.bornTo)
  );
}
