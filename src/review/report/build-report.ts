import { accessReport } from './access-report.js';
import { driftReport } from './drift-report.js';
import { performanceReport } from './performance-report.js';
import { recordsReport } from './records-report.js';
import type { Report, ReportKind } from './report.js';
import type { ReportSource } from './report-source.js';
import { reviewReport } from './review-report.js';

const BUILDERS: Readonly<Record<ReportKind, (source: ReportSource, contract: string | null) => Report>> = {
  access: accessReport,
  records: recordsReport,
  performance: performanceReport,
  review: reviewReport,
  drift: driftReport,
};

/**
 * @param contract only this one, with its re-entrusted parts; null: all. Kinds that are about no contract take
 *   no notice of it.
 */
export function buildReport(kind: ReportKind, source: ReportSource, contract: string | null): Report {
  return BUILDERS[kind](source, contract);
}
