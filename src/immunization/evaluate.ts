import {
  addDays,
  firstDayAfterMonths,
  parsePlainDate,
  requirePlainDate,
  type PlainDate,
} from '../calendar/plain-date.js';
import { lastDayAt } from './age.js';
import { isBornWithin, later, windowsOf, type Course, type DoseWindow } from './dose-window.js';
import { outOfAge, outsideOf, type NotTargetReason } from './no-target.js';
import type { Dose, Interval, ScheduleVersion } from './version.js';

export interface RecallEvaluation {
  /**
   * - COMPLETE: all doses of the series are given, or those left begin after the measure has ended
   * - DUE: the next dose may be given; OVERDUE: still so, but its standard period is over
   * - NOT_YET: the age or the interval is still to come
   * - OUT_OF_WINDOW: no target, or the last legal day has passed
   * - UNKNOWN: the birth date is not known to the day
   */
  readonly status: 'COMPLETE' | 'DUE' | 'NOT_YET' | 'OVERDUE' | 'OUT_OF_WINDOW' | 'UNKNOWN';
  readonly nextDose: number | null;
  /** First and last legal day of the next dose, `YYYY-MM-DD`; `dueUntil` is null where there is no end. */
  readonly dueFrom: string | null;
  readonly dueUntil: string | null;
}

/**
 * Whether one person is to be reminded of one vaccine (R070).
 *
 * Doses count in order of their days, several on one day as one; those after `asOf` do not count. A dose too
 * early or too close to the one before counts as well: whether it is to be repeated is for a doctor to say, not
 * for a letter. A dose whose window has closed is passed over, so that a child who missed the first MR is still
 * called for the second.
 *
 * @param birthDate `YYYY-MM-DD`; a partial date or null gives UNKNOWN.
 * @param doses days of the doses given. Throws `RangeError` where one, or `asOf`, is no day.
 */
export function evaluateRecall(
  version: ScheduleVersion,
  birthDate: string | null,
  doses: readonly string[],
  asOf: string,
): RecallEvaluation {
  const { status, nextDose, dueFrom, dueUntil } = evaluateSeries(version, birthDate, doses, asOf);
  return { status, nextDose, dueFrom, dueUntil };
}

/** A measure is for them. */
const TARGET: readonly NotTargetReason[] = [];

/** The same, with what it rests on: for whoever has to say why. */
export interface SeriesEvaluation extends RecallEvaluation {
  /** Of `OUT_OF_WINDOW`: why no measure is for this person; none where its days have passed. */
  readonly notTarget: readonly NotTargetReason[];
  /** What the person is measured by; null where nothing could be said of that. */
  readonly course: Course | null;
  /** The next dose as the schedule has it, and by which interval. */
  readonly next: NextDose | null;
  /** Days that count as doses of the series. */
  readonly counted: readonly string[];
}

export interface NextDose {
  readonly dose: Dose;
  /** Hold for this person: another set where the dose before was passed over. */
  readonly intervals: readonly Interval[];
  /** First day by the age alone. */
  readonly byAge: string;
  /** Last day of the standard period; null where none is set. */
  readonly standardUntil: string | null;
}

/** As `evaluateRecall`, which says less of it. */
export function evaluateSeries(
  version: ScheduleVersion,
  birthDate: string | null,
  doses: readonly string[],
  asOf: string,
): SeriesEvaluation {
  const birth = birthDate === null ? null : parsePlainDate(birthDate);
  if (birth === null) return UNKNOWN;
  const today = requirePlainDate(asOf);
  const history = [...new Set(doses.map(requirePlainDate))].sort().filter((day) => day <= today);
  const given = history.filter((day) => version.countFrom === null || day >= version.countFrom);
  const outside = outsideOf(version, { birth, today, doses: history.length });
  if (outside.length > 0) return noTarget(outside);

  const course = courseOf(version, birth, given[0] ?? null, today);
  if (course === null) return noTarget(['FIRST_DOSE_DAY']);
  const windows = course.doses.map((dose) => windowsOf(version, course, dose, birth));
  const person: Person = { course, windows, birth, given, history, today };
  const next = given.length >= course.doses.length ? null : place(person);
  return next === null ? judgement('COMPLETE', person) : nextOf(version, person, next);
}

interface Person {
  readonly course: Course;
  /** Of each dose of the course. */
  readonly windows: readonly (readonly DoseWindow[])[];
  readonly birth: PlainDate;
  /** Doses that count. */
  readonly given: readonly PlainDate[];
  /** All doses, for intervals. */
  readonly history: readonly PlainDate[];
  readonly today: PlainDate;
}

function courseOf(
  version: ScheduleVersion,
  birth: PlainDate,
  first: PlainDate | null,
  today: PlainDate,
): Course | null {
  const start = first ?? today;
  const catchUp = version.catchUp.find(
    (candidate) =>
      isBornWithin(birth, candidate) &&
      (candidate.firstDoseAfter === null || start > lastDayAt(birth, candidate.firstDoseAfter)) &&
      (candidate.firstDoseBy === null || start <= lastDayAt(birth, candidate.firstDoseBy)) &&
      (candidate.firstDoseFrom === null || start >= candidate.firstDoseFrom) &&
      (candidate.firstDoseTo === null || start <= candidate.firstDoseTo),
  );
  if (catchUp !== undefined) return { doses: catchUp.doses, catchUp };
  return isBornWithin(birth, version.target) ? { doses: version.doses, catchUp: null } : null;
}

/**
 * Position of the first dose still open to be given, and whether the one before it was passed over; null when
 * the last was given.
 */
function place(person: Person): { readonly position: number; readonly skipped: boolean } | null {
  const { doses } = person.course;
  let position = 0;
  let previous: PlainDate | null = null;
  for (const day of person.given) {
    while (position < doses.length && isPast(person, position, day, previous)) position++;
    if (position >= doses.length - 1) return position === doses.length ? { position, skipped: true } : null;
    position++;
    previous = day;
  }
  const reached = position;
  while (position < doses.length && isPast(person, position, person.today, previous)) position++;
  return { position, skipped: position > reached };
}

/** The dose cannot be given any more on `day`. */
function isPast(
  { course, windows, birth }: Person,
  position: number,
  day: PlainDate,
  previous: PlainDate | null,
): boolean {
  const dose = course.doses[position];
  if (dose === undefined) return false;
  const tooLate =
    dose.onlyIfPreviousBy !== null && previous !== null && previous > lastDayAt(birth, dose.onlyIfPreviousBy);
  const own = windows[position] ?? [];
  return tooLate || (own.length > 0 && own.every(({ until }) => until !== null && until < day));
}

function nextOf(
  version: ScheduleVersion,
  person: Person,
  start: { position: number; skipped: boolean },
): SeriesEvaluation {
  const { course, today } = person;
  let { position, skipped } = start;
  for (; position < course.doses.length; position++, skipped = true) {
    const dose = course.doses[position] as Dose;
    const windows = person.windows[position] ?? [];
    const intervals = skipped ? (dose.intervalsAfterSkip ?? dose.intervals) : dose.intervals;
    const earliest = afterIntervals(person, intervals);
    const dueFrom = ({ from }: DoseWindow) => (earliest === null ? from : later(from, earliest));
    const window = windows.find(
      (one) => one.until === null || (one.until >= today && dueFrom(one) <= one.until),
    );
    if (window === undefined) continue;
    const { from: byAge, until: dueUntil, standardUntil } = window;
    const opening = { dueFrom: dueFrom(window), dueUntil, next: { dose, intervals, byAge, standardUntil } };
    return judgement(statusOn(opening, today), person, { opening });
  }
  const open = person.windows.slice(start.position).some((windows) => windows.length > 0);
  if (!open && !start.skipped && person.given.length > 0) return judgement('COMPLETE', person);
  const everOpen = person.windows.some((windows) => windows.length > 0);
  return judgement('OUT_OF_WINDOW', person, {
    notTarget: everOpen ? [] : outOfAge(version, course, person.birth),
  });
}

function afterIntervals({ history, given }: Person, intervals: readonly Interval[]): PlainDate | null {
  let earliest: PlainDate | null = null;
  for (const { days, months, from } of intervals) {
    const base = from === 'FIRST' ? given[0] : history.at(-1);
    if (base === undefined) continue;
    const day = months > 0 ? firstDayAfterMonths(base, months) : addDays(base, days + 1);
    earliest = earliest === null ? day : later(earliest, day);
  }
  return earliest;
}

function statusOn({ dueFrom, next }: Opening, today: PlainDate): RecallEvaluation['status'] {
  if (today < dueFrom) return 'NOT_YET';
  return next.standardUntil !== null && today > next.standardUntil ? 'OVERDUE' : 'DUE';
}

interface Opening {
  readonly dueFrom: PlainDate;
  readonly dueUntil: PlainDate | null;
  readonly next: NextDose;
}

/** The one form of all judgements, its keys in one order: of a list thousands are made at once. */
function judgement(
  status: RecallEvaluation['status'],
  { course, given }: Pick<Person, 'given'> & { readonly course: Course | null },
  {
    opening = null,
    notTarget = TARGET,
  }: { opening?: Opening | null; notTarget?: readonly NotTargetReason[] } = {},
): SeriesEvaluation {
  return {
    status,
    nextDose: opening === null ? null : opening.next.dose.number,
    dueFrom: opening === null ? null : opening.dueFrom,
    dueUntil: opening === null ? null : opening.dueUntil,
    notTarget,
    course,
    next: opening === null ? null : opening.next,
    counted: given,
  };
}

const NOBODY = { course: null, given: [] };
const UNKNOWN = judgement('UNKNOWN', NOBODY);
const noTarget = (notTarget: readonly NotTargetReason[]): SeriesEvaluation =>
  judgement('OUT_OF_WINDOW', NOBODY, { notTarget });
