import type { PurposeTable } from '../../policy/purposes.js';
import type { StaffIndex } from '../../staff/staff-index.js';
import type { Finding } from '../finding.js';
import type { ReviewPeriod } from '../review-period.js';
import type { VerifyReport } from '../../audit/verify/report.js';

/** What reports are made from. Nothing in it is a resident's. */
export interface ReportSource {
  /** First and last day, `YYYY-MM-DD`, in Japan. */
  readonly from: string;
  readonly to: string;
  /** Day it is made. */
  readonly madeOn: string;
  readonly period: ReviewPeriod;
  readonly findings: readonly Finding[];
  readonly staff: StaffIndex;
  readonly purposes: PurposeTable;
  /** What a caller is told where a rule closes something, by the rule's name. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Of the whole log, made for this report. */
  readonly verification: VerifyReport;
  /** Persons in the registry. */
  readonly persons: number;
}
