import type { PlainDate } from '../calendar/plain-date.js';
import type { Sex } from '../../adapters/resident-registry/model.js';

/**
 * An age as the cabinet order words it. DAYS and WEEKS are counted from the day after birth (生後6週0日後 = 42
 * days after birth). MONTHS and YEARS are attained on the day before the birthday. SCHOOL_YEAR is the fiscal
 * year in which that many years are attained: as a minimum its 1 April, as a maximum its 31 March.
 */
export interface Age {
  readonly unit: 'DAYS' | 'WEEKS' | 'MONTHS' | 'YEARS' | 'SCHOOL_YEAR';
  readonly value: number;
}

/**
 * 「N日以上の間隔をおいて」 leaves N whole days between, so 27 days put the next dose 28 days later, on the
 * same weekday. Months are calendar months: open again on the same day, or on the 1st of the
 * next month where the month has no such day.
 */
export interface Interval {
  readonly days: number;
  readonly months: number;
  readonly from: 'PREVIOUS' | 'FIRST';
}

export interface Dose {
  /** 1, 2, 3, ... within the series. */
  readonly number: number;
  readonly minAge: Age | null;
  /** Legal end, inclusive. */
  readonly maxAge: Age | null;
  /** End of the standard period (標準的な接種期間): after it the dose is overdue, but still legal. */
  readonly standardMaxAge: Age | null;
  /** The dose is open in fiscal years in which one of these ages is attained (経過措置 in steps of five years). */
  readonly schoolYears: readonly number[];
  /** All of them must have passed. */
  readonly intervals: readonly Interval[];
  /** Hold instead where the dose before was skipped because its window had closed. */
  readonly intervalsAfterSkip: readonly Interval[] | null;
  /** The dose is left out where the one before was given later than this age. */
  readonly onlyIfPreviousBy: Age | null;
}

/**
 * Another number of doses for some: late starters, or cohorts that missed theirs (特例, キャッチアップ). First
 * match wins.
 */
export interface CatchUp {
  readonly name: string;
  readonly bornFrom: PlainDate | null;
  readonly bornTo: PlainDate | null;
  /** First dose (or, before it, today) later than the day this age is attained. */
  readonly firstDoseAfter: Age | null;
  /** First dose (or, before it, today) no later than this age. */
  readonly firstDoseBy: Age | null;
  /** First dose on or after this day. */
  readonly firstDoseFrom: PlainDate | null;
  /** First dose on or before this day. */
  readonly firstDoseTo: PlainDate | null;
  /** Last legal day whatever the age. */
  readonly until: PlainDate | null;
  readonly doses: readonly Dose[];
}

/** One vaccine under one state of the law. */
/** 予防接種法2条, 6条: A類疾病, B類疾病, 臨時(特例臨時を含む). */
export const VACCINE_CATEGORIES = ['A', 'B', 'TEMPORARY'] as const;
export type VaccineCategory = (typeof VACCINE_CATEGORIES)[number];

export interface ScheduleVersion {
  readonly vaccine: string;
  /** null: not said. */
  readonly category: VaccineCategory | null;
  readonly effectiveFrom: PlainDate;
  /**
   * Of the first version of a vaccine the day on which its measure began in law, where nobody else had any legal day before.
   * null: earlier law, or one that passed on to this, may have opened days of which the schedule does not know.
   */
  readonly began: PlainDate | null;
  /** Inclusive; null while in force. */
  readonly effectiveTo: PlainDate | null;
  /** The windows end with the version: a season, or a measure that was not renewed. */
  readonly closes: boolean;
  /** Doses before this day belong to an earlier campaign; they matter for intervals only. */
  readonly countFrom: PlainDate | null;
  /**
   * Whoever has fewer doses in all is no target: series that are finished with the vaccine they were begun with.
   */
  readonly atLeastDoses: number;
  readonly target: {
    readonly bornFrom: PlainDate | null;
    readonly bornTo: PlainDate | null;
    readonly sex: Sex | null;
  };
  readonly doses: readonly Dose[];
  readonly catchUp: readonly CatchUp[];
  /** Where the rule was seen. */
  readonly source: string;
  /**
   * false: taken over from general knowledge, to be checked against the text of the order before it is relied on.
   */
  readonly verified: boolean;
  readonly note: string | null;
}
