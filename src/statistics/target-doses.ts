import { setImmediate as otherWork } from 'node:timers/promises';
import type { Sex } from '../../adapters/resident-registry/model.js';
import type { PlainDate } from '../calendar/plain-date.js';
import type { Schedule } from '../immunization/schedule.js';
import { targetCohorts, type Cohort } from '../immunization/target-cohorts.js';
import type { ScheduleVersion } from '../immunization/version.js';

/** One dose of one vaccine, and whom the schedule means it for on a day. */
export interface TargetDose {
  readonly vaccine: string;
  /** Number within the series, from 1. */
  readonly dose: number;
  /** Oldest first. */
  readonly cohorts: readonly Cohort[];
  readonly sex: Sex | null;
  /** Doses before this day belong to an earlier campaign. */
  readonly countFrom: PlainDate | null;
}

/** All doses that have a cohort on the day, of all vaccines in force on it. */
export function targetDoses(schedule: Schedule, day: PlainDate): readonly TargetDose[] {
  return inForce(schedule, day).flatMap((version) => dosesOf(version, day));
}

/** The same, with a pause for other work behind each vaccine. */
export async function targetDosesInTurns(schedule: Schedule, day: PlainDate): Promise<readonly TargetDose[]> {
  const doses: TargetDose[] = [];
  for (const version of inForce(schedule, day)) {
    doses.push(...dosesOf(version, day));
    await otherWork();
  }
  return doses;
}

function inForce(schedule: Schedule, day: PlainDate): readonly ScheduleVersion[] {
  return schedule.versions.filter((version) => schedule.at(version.vaccine, day) === version);
}

function dosesOf(version: ScheduleVersion, day: PlainDate): readonly TargetDose[] {
  const { vaccine, countFrom } = version;
  return version.doses
    .map(({ number }) => ({ vaccine, dose: number, countFrom, ...targetCohorts(version, number, day) }))
    .filter(({ cohorts }) => cohorts.length > 0);
}
