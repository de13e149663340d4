import type { AuditLog } from '../audit/audit-log.js';
import type { Clock } from '../calendar/clock.js';
import { dayInJapan } from '../calendar/japan-time.js';
import { readCityPeople } from './work/city-people.js';
import { jobsOf } from './work/jobs-of.js';
import { daysUpTo } from './work/office-days.js';
import { logIn, writeJob } from './work/write-job.js';

/** What stands in a log before the gateway writes its first record into it. */
export interface PastWork {
  /** Of the time in which it was done. */
  readonly clock: Clock;
  write(log: AuditLog): Promise<void>;
}

export interface PastWorkFacts {
  /** `YYYY-MM-DD`: the work ends the day before. */
  readonly today: string;
  /** Days on which nobody works, of the policy. */
  readonly holidays: ReadonlySet<string>;
}

/** Days that the work reaches back at least; it begins with a month, for reviews are of months. */
const DAYS_BACK = 14;
/** Persons of a notice run: enough to be seen as one, and few enough to be written at once. */
const NOTICED = 1_000;

/**
 * A month of the demo's staff at work, with snooping among it, so that whoever opens the auditor's screen on the first
 * evening has something to find. Written by the log's own writer: it verifies like any other.
 */
export function pastWork(
  { city, seed }: { readonly city: string; readonly seed: number },
  { today, holidays }: PastWorkFacts,
): PastWork {
  const people = readCityPeople(city);
  const days = daysUpTo(today, DAYS_BACK);
  const noticed = Math.min(1, NOTICED / Math.max(1, people.numbers.length));
  const jobs = jobsOf({ people, seed, days, holidays, noticed });
  let at = jobs[0]?.at ?? Date.parse(`${today}T00:00:00+09:00`);
  return {
    clock: { now: () => new Date(at), today: () => dayInJapan(new Date(at).toISOString()), isSet: true },
    write: async (log) => {
      const loggedIn = new Map<string, string>();
      for (const [place, job] of jobs.entries()) {
        at = job.at;
        logIn(log, job, loggedIn);
        await writeJob(log, job, place);
      }
    },
  };
}
