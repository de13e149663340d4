import { addMonths, civil, dayOf, parseDay, type Day } from './calendar.js';
import type { Random } from './random.js';

/** The file keeps those who left since this day. */
export const KEPT_SINCE = parseDay('2021-03-01');

export interface Stay {
  readonly since: Day;
  readonly bornHere: boolean;
}

/** Three in ten moves fall between 20 March and 10 April. */
export function seasonal(day: Day, random: Random): Day {
  if (!random.chance(0.3)) return day;
  return dayOf(civil(day).year, 3, 20) + random.between(0, 21);
}

/** When a household came: young people living alone stay short, families long. */
export function moveInDay(asOf: Day, headAge: number, random: Random): Day {
  const years = random.exponential(headAge < 30 ? 3 : headAge < 60 ? 16 : 28);
  const latest = asOf - 1;
  const day = seasonal(asOf - 1 - Math.floor(Math.min(years, headAge) * 365.25), random);
  return Math.min(day, latest);
}

/** A member came with the household, or was born into it; one adult in eight has lived here from birth. */
export function stayOf(birth: Day, householdSince: Day, random: Random): Stay {
  if (birth >= householdSince) return { since: birth, bornHere: true };
  return random.chance(0.12) ? { since: birth, bornHere: true } : { since: householdSince, bornHere: false };
}

/**
 * A day on which somebody left, between `KEPT_SINCE` (or the day after coming) and `asOf`; null when there is
 * none.
 */
export function leaveDay(since: Day, asOf: Day, random: Random): Day {
  const first = Math.max(KEPT_SINCE, since + 1);
  if (first >= asOf) return asOf;
  const day = seasonal(random.between(first, asOf), random);
  return Math.min(Math.max(day, first), asOf);
}

/** Somebody who left lived here for a while before: a day before `until`, not before birth. */
export function arrivalBefore(until: Day, birth: Day, random: Random): Stay {
  const since = seasonal(until - 60 - Math.floor(random.exponential(5) * 365.25), random);
  if (since <= birth) return { since: birth, bornHere: true };
  return { since: Math.min(since, until - 1), bornHere: false };
}

/** A birthday of somebody of this age on a day. */
export function birthdayAt(age: number, on: Day, random: Random): Day {
  return random.between(addMonths(on, -12 * (age + 1)) + 1, addMonths(on, -12 * age));
}
