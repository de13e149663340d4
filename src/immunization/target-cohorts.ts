import { plainDateOf, type PlainDate } from '../calendar/plain-date.js';
import type { Sex } from '../../adapters/resident-registry/model.js';
import type { Course } from './dose-window.js';
import { birthsOpen, coursesOf, type Births } from './target-window.js';
import type { Dose, ScheduleVersion } from './version.js';

/**
 * A school year of births (学年), by the year in which it begins: 2017 holds those born from 2 April 2017 to 1
 * April 2018, who enter school together. It never loses or wins a member by a birthday.
 */
export type Cohort = number;

export function cohortOf(birth: PlainDate): Cohort {
  const year = Number(birth.slice(0, 4));
  return birth.slice(5) >= '04-02' ? year : year - 1;
}

/** First and last birth of a cohort, both inclusive. */
export function birthsOf(cohort: Cohort): Births {
  return { from: required(cohort, 4, 2), to: required(cohort + 1, 4, 1) };
}

/** The age that every member attains within the fiscal year (1 April to 31 March) in which the day lies. */
export function ageOfCohort(cohort: Cohort, day: PlainDate): number {
  const year = Number(day.slice(0, 4));
  return (day.slice(5) >= '04-01' ? year : year - 1) - cohort;
}

export interface TargetCohorts {
  /** Oldest first. */
  readonly cohorts: readonly Cohort[];
  /** null: whoever belongs to the cohorts. */
  readonly sex: Sex | null;
}

/** Nobody older is counted: their cohorts hold nobody or very few. */
const OLDEST = 110;

/**
 * The cohorts a dose is meant for on a day, for which a share of vaccinated means something: all members have
 * reached the age of the dose, and its window is still open for some. Where a window is shorter than a year no
 * cohort may be in it as a whole; then it is the newest that has reached the age. A cohort of which the law names
 * only a part (born from 1 August) is left out, as it would be counted with those who are no targets.
 * @param number of the dose within its series, from 1
 * @param day `YYYY-MM-DD`, on which the version is in force
 */
export function targetCohorts(version: ScheduleVersion, number: number, day: PlainDate): TargetCohorts {
  const youngest = Number(day.slice(0, 4));
  const named = new Set<Cohort>();
  for (const course of coursesOf(version)) {
    // A course for late starters changes the doses of some, not who is a target.
    if (!isOfBirths(course)) continue;
    for (const dose of course.doses.filter((one) => one.number === number))
      for (const cohort of cohortsOf({ version, course, dose, day, youngest })) named.add(cohort);
  }
  return { cohorts: [...named].sort((a, b) => a - b), sex: version.target.sex };
}

function isOfBirths({ catchUp }: Course): boolean {
  return catchUp === null || catchUp.bornFrom !== null || catchUp.bornTo !== null;
}

interface OpenDose {
  readonly version: ScheduleVersion;
  readonly course: Course;
  readonly dose: Dose;
  readonly day: PlainDate;
  /** Newest cohort that can have been born. */
  readonly youngest: Cohort;
}

function cohortsOf({ version, course, dose, day, youngest }: OpenDose): readonly Cohort[] {
  const bornFrom = (course.catchUp ?? version.target).bornFrom ?? '';
  return birthsOpen(version, course, dose, day).flatMap((open) => {
    const reached = range(youngest - OLDEST, youngest).filter((cohort) => {
      const births = birthsOf(cohort);
      return births.to <= open.to && births.from >= bornFrom;
    });
    const newest = reached.at(-1);
    return reached.filter((cohort) => cohort === newest || birthsOf(cohort).to >= open.from);
  });
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function required(year: number, month: number, day: number): PlainDate {
  const date = plainDateOf(year, month, day);
  if (date === null) throw new RangeError('The cohort lies outside the calendar.');
  return date;
}
