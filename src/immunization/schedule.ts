import { readFileSync } from 'node:fs';
import { requirePlainDate } from '../calendar/plain-date.js';
import { faultLines } from '../json/fault-lines.js';
import { list, reading, section, text } from '../json/kinds.js';
import { scheduleVersion } from './read-version.js';
import type { ScheduleVersion } from './version.js';

/** The schedule cannot be used. Carries every fault at once, each with its place in the file. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
  constructor(readonly faults: readonly string[]) {
    super(`The vaccination schedule cannot be loaded:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** All versions of all vaccines, immutable. A day is judged by the law in force on it. */
export class Schedule {
  constructor(readonly versions: readonly ScheduleVersion[]) {}

  /**
   * @param day `YYYY-MM-DD`; throws `RangeError` for anything else. null where nothing is in force for the vaccine.
   */
  at(vaccine: string, day: string): ScheduleVersion | null {
    const date = requirePlainDate(day);
    const inForce = this.versions.find(
      (version) =>
        version.vaccine === vaccine &&
        version.effectiveFrom <= date &&
        (version.effectiveTo === null || date <= version.effectiveTo),
    );
    return inForce ?? null;
  }

  /** All versions of the vaccine, in order. */
  of(vaccine: string): readonly ScheduleVersion[] {
    return this.versions
      .filter((version) => version.vaccine === vaccine)
      .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  }
}

/**
 * Throws `ScheduleError` with all faults: unknown keys, bad days and ages, doses out of order, versions that
 * overlap.
 */
export function loadSchedule(file: string): Schedule {
  return parseSchedule(readFileSync(file, 'utf8'));
}

const readFile = reading(section({ about: text, versions: list(scheduleVersion) }));

export function parseSchedule(text: string): Schedule {
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ScheduleError(['not valid JSON']);
  }
  const { value, issues } = readFile(json);
  const faults = [...faultLines(issues, { root: 'schedule', within: '.' }), ...overlaps(value.versions)];
  if (faults.length > 0) throw new ScheduleError(faults);
  return new Schedule(value.versions);
}

/** On every day at most one version of a vaccine: a request must not be judged under two laws. */
function overlaps(versions: readonly ScheduleVersion[]): string[] {
  const ordered = [...versions].sort((a, b) =>
    a.vaccine === b.vaccine ? (a.effectiveFrom < b.effectiveFrom ? -1 : 1) : a.vaccine < b.vaccine ? -1 : 1,
  );
  return ordered.slice(1).flatMap((version, index) => {
    const before = ordered[index];
    if (before?.vaccine !== version.vaccine) return [];
    const apart = before.effectiveTo !== null && before.effectiveTo < version.effectiveFrom;
    return apart
      ? []
      : [`${version.vaccine}: the versions of ${before.effectiveFrom} and ${version.effectiveFrom} overlap`];
  });
}
