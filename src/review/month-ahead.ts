import { addMonths, requirePlainDate, spanOf } from '../calendar/plain-date.js';
import type { ContractRow } from '../staff/staff-rows.js';
import { overlap } from '../staff/term.js';
import { CONTRACTOR_KINDS } from './report/report.js';
import type { ReportOrder } from './review-here.js';
import type { ReportDays } from './review-maker.js';

/** What the audit screens show first: the last month that is over, its review and the reports on each contract of then. */
export function monthAhead(
  contracts: readonly ContractRow[],
  today: string,
): { readonly days: ReportDays; readonly reports: readonly ReportOrder[] } {
  const span = spanOf(addMonths(requirePlainDate(today), -1).slice(0, 7));
  if (span === null) throw new RangeError('A month has a first and a last day.');
  const days = { from: span.first, to: span.last };
  const ofThen = contracts.filter((row) => overlap(row, { begins: days.from, ends: days.to }));
  const ofContracts = ofThen.flatMap(({ id }) =>
    [...CONTRACTOR_KINDS].map((kind) => ({ kind, contract: id })),
  );
  return { days, reports: [{ kind: 'review', contract: null }, ...ofContracts] };
}
