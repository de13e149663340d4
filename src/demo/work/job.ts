/** Misuse that is planted among the usual work (docs/glossary.md#a-year-of-the-citys-work). */
export type Misuse = 'OWN_HOUSEHOLD' | 'NEIGHBOURS' | 'OFF_HOURS' | 'ENUMERATION' | 'SAME_SURNAME';

/** One request of somebody, as it will stand in the log. */
export interface Job {
  /** UTC, milliseconds. */
  readonly at: number;
  readonly account: string;
  readonly purpose: string;
  readonly case: string | null;
  readonly zone: string;
  /**
   * READ: one person and what of them is shown; LIST: a page of persons; MISS: a number that nobody has;
   * VERIFY: is this their number; CLOSED: a person whom the policy keeps from this account; REFUSED: stopped
   * at the door; SUM: counts, about nobody.
   */
  readonly kind: 'READ' | 'LIST' | 'MISS' | 'VERIFY' | 'CLOSED' | 'REFUSED' | 'SUM';
  /** 宛名番号. */
  readonly persons: readonly string[];
  readonly misuse: Misuse | null;
}

/** A request within a case, with what usual work has in common filled in. */
export function job(given: Pick<Job, 'at' | 'account' | 'purpose' | 'kind' | 'persons'> & Partial<Job>): Job {
  return {
    case: null,
    zone: given.account === 'contractor' ? 'CONTRACTOR_VPN' : 'NUMBER_USE',
    misuse: null,
    ...given,
  };
}

/** @param day `YYYY-MM-DD`, in Japan */
export function at(day: string, hour: number, minute = 0, second = 0): number {
  return Date.parse(`${day}T00:00:00+09:00`) + ((hour * 60 + minute) * 60 + second) * 1000;
}
