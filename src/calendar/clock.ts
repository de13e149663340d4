import { DAY_MILLISECONDS, dayInJapan, startOfDay } from './japan-time.js';

/**
 * The one clock of a process: every day and every instant that a person or a record is told comes from it, so that a
 * report of a month shows what was done in it. Three things do not ask it, for a clock that was set would break them:
 *
 * - how long something lasts (sessions, caps, timeouts, age of a segment): `performance.now()`, which no setting and no
 *   time server moves;
 * - what another machine also judges by its own clock (`exp` of tokens, assertions, certificates): the machine's clock;
 * - the gateway's log lines for the operator, which are read beside those of other programs.
 */
export interface Clock {
  now(): Date;
  /** The day of `now()` in Japan, `YYYY-MM-DD`. */
  today(): string;
  /**
   * It was set to another day than the machine's, and each START of a log says so. Never in production: there
   * `SEKISHO_TODAY` and the embedded city are refused, and without them no clock is set.
   */
  readonly isSet: boolean;
}

/**
 * The machine's clock, or, where the settings name a day, that day with the machine's time of day. It runs on past
 * midnight, as a gateway does; a new process begins the day anew.
 *
 * @param day `YYYY-MM-DD`, or null
 * @param machine milliseconds since 1970
 */
export function clockOn(day: string | null, machine: () => number = Date.now): Clock {
  const offset = day === null ? 0 : daysTo(day, machine());
  const now = (): Date => new Date(machine() + offset);
  return { now, today: () => dayInJapan(now().toISOString()), isSet: day !== null };
}

/** The machine's own. */
export const MACHINE_CLOCK = clockOn(null);

/**
 * By what clock a term ends: never earlier than by the machine's, lest a setting end one, and in a demo not before its
 * own day comes to it.
 */
export function nowForTerms(clock: Clock): Date {
  return new Date(Math.min(clock.now().getTime(), MACHINE_CLOCK.now().getTime()));
}

/** Whole days in milliseconds, so that the time of day stays. */
function daysTo(day: string, machine: number): number {
  const begun = startOfDay(dayInJapan(new Date(machine).toISOString()));
  const days = (Date.parse(startOfDay(day)) - Date.parse(begun)) / DAY_MILLISECONDS;
  return Math.round(days) * DAY_MILLISECONDS;
}
