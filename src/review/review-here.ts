import { openResidentRegistry } from '../../adapters/resident-registry/adapter.js';
import { MUNICIPALITY } from '../about.js';
import { IndexDatabase } from '../audit/index/index-database.js';
import { SqlIndex } from '../audit/index/sql-index.js';
import { loadAuditKeys } from '../audit/keys/audit-keys.js';
import { verdictOf, type Verdict } from '../audit/verify/report.js';
import type { DatabaseUrl } from '../database/database-url.js';
import { StaffIndex } from '../staff/staff-index.js';
import type { StaffRows } from '../staff/staff-rows.js';
import type { Finding } from './finding.js';
import { readReportSource, type ReviewTerms } from './read-report-source.js';
import { buildReport } from './report/build-report.js';
import type { Report, ReportKind } from './report/report.js';
import { toMarkdown } from './report/to-markdown.js';

/** One of the reports that are made from one reading of log and registry. */
export interface ReportOrder {
  readonly kind: ReportKind;
  /** Only this contract, with its re-entrusted parts; null: all. */
  readonly contract: string | null;
}

/** What reports are made from, as plain values: they go to a thread as they are. */
export interface ReviewOrder {
  readonly reports: readonly ReportOrder[];
  readonly from: string;
  readonly to: string;
  readonly madeOn: string;
  readonly directory: string;
  readonly keyFile: string;
  /** Where the log's secret comes from a setting. */
  readonly secret: string | null;
  readonly index: DatabaseUrl;
  readonly registry: DatabaseUrl;
  readonly staff: StaffRows;
  readonly residentStaff: Readonly<Record<string, string | null>>;
  readonly terms: ReviewTerms;
}

export interface MadeReport {
  readonly report: Report;
  /** The report as it is handed in: Markdown, both languages. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** Answers of the span that were looked through. */
  readonly operations: number;
  /** Of the whole log, made for this reading. */
  readonly verdict: Verdict;
}

/** Makes reports, in the order asked for, over connections of its own, which are closed before it resolves. */
export async function makeReports(order: ReviewOrder): Promise<readonly MadeReport[]> {
  const { reports, directory, keyFile, secret, from, to, madeOn, terms, residentStaff } = order;
  const keys = loadAuditKeys(keyFile, { create: false, secret });
  const database = await IndexDatabase.open({ url: order.index });
  const registry = await openResidentRegistry({ url: order.registry, municipality: MUNICIPALITY });
  try {
    const source = await readReportSource({
      ...{ directory, keys, registry, from, to, madeOn, terms, residentStaff },
      index: new SqlIndex(database),
      staff: new StaffIndex(order.staff),
    });
    const { findings, period, verification } = source;
    const same = { findings, operations: period.operations.length, verdict: verdictOf(verification) };
    return reports.map(({ kind, contract }) => {
      const report = buildReport(kind, source, contract);
      return { report, text: toMarkdown(report), ...same };
    });
  } finally {
    await registry.close();
    await database.close();
  }
}
