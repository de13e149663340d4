/** 生年月日 and its kin. Plain text, never a JavaScript `Date` (546 birthdays fall on daylight-saving days). */
export interface PartialDate {
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or null when nothing is known. */
  readonly iso: string | null;
  readonly precision: 'DAY' | 'MONTH' | 'YEAR' | 'UNKNOWN';
  /** The text the source shows for an uncertain date (年月日不詳 and the like), else null. */
  readonly display: string | null;
}
