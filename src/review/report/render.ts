import type { Report } from './report.js';
import { toCsv } from './to-csv.js';
import { toHtml } from './to-html.js';
import { toMarkdown } from './to-markdown.js';

export const REPORT_FORMATS = ['md', 'csv', 'html'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const RENDERERS: Readonly<Record<ReportFormat, (report: Report) => string>> = {
  md: toMarkdown,
  csv: toCsv,
  html: toHtml,
};

export function render(report: Report, format: ReportFormat): string {
  return RENDERERS[format](report);
}
