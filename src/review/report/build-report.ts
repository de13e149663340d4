import { accessReport } from './access-report.js';
import { driftReport } from './drift-report.js';
import { performanceReport } from './performance-report.js';
import { recordsReport } from './records-report.js';
import { words, type Report, type ReportKind, type Section } from './report.js';
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
  const report = BUILDERS[kind](source, contract);
  return isEmpty(source) ? { ...report, sections: [emptySection(source), ...report.sections] } : report;
}

/** Neither an answer nor any event: a log-in, a start, a change. */
function isEmpty({ period: { operations, events } }: ReportSource): boolean {
  return operations.length + events.length === 0;
}

/** First of all: tables without a line otherwise read as if somebody had looked and found everything in order. */
function emptySection({ from, to }: ReportSource): Section {
  return {
    heading: words('対象期間に記録がない', 'No records in the span'),
    says: [
      words(
        `${from} から ${to} までの記録は一件もない。以下は何も見ていない結果であり、問題がないことを示さない。期間とログの場所を確かめること。`,
        `There is not one record from ${from} to ${to}. What follows rests on nothing and shows nothing to be in order. Check the span, and where the log is.`,
      ),
    ],
    table: null,
  };
}
