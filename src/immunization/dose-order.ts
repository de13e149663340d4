/** Of a dose what says its place in a series. */
export interface DosePlace {
  readonly number: number | null;
  /** `YYYY-MM-DD`, or what is known of it; null: nothing. */
  readonly day: string | null;
}

/**
 * Whether of two doses of one series the later number was given first. Where a day is known in part, the two are compared
 * as far as both are known: within one month nothing is said of them.
 */
export function areInverted(one: DosePlace, other: DosePlace): boolean {
  if (one.number === null || other.number === null || one.day === null || other.day === null) return false;
  const known = Math.min(one.day.length, other.day.length);
  const [day, otherDay] = [one.day.slice(0, known), other.day.slice(0, known)];
  return one.number < other.number ? day > otherDay : one.number > other.number && day < otherDay;
}
