import { dayInJapan } from '../../calendar/japan-time.js';
import type { Retention, RetentionTerm } from '../../policy/retention.js';
import type { AuditRecord } from '../record/record.js';

/** When an account ended, `YYYY-MM-DD`; null while it lives, undefined for one that nobody knows. */
export type AccountEnd = (account: string) => string | null | undefined;

/** No day ever comes after it. */
export const NEVER = '9999-12-31';

/**
 * The first day, in Japan, on which a record may be destroyed (R134): the term's years after its day, or after
 * the end of the account it is about. NEVER while that account lives, and for a kind that the table does not
 * name.
 */
export function dueDay(record: AuditRecord, retention: Retention, accountEnd: AccountEnd): string {
  const day = dayInJapan(record.at);
  if (retention.holds.some(({ from, to }) => from <= day && day <= to)) return NEVER;
  const term = retention.terms.find(({ kinds }) => kinds.includes(record.kind));
  if (term === undefined) return NEVER;
  const event = eventDay(record, term, accountEnd);
  return event === null ? NEVER : dayAfterYears(event > day ? event : day, term.years);
}

function eventDay(record: AuditRecord, term: RetentionTerm, accountEnd: AccountEnd): string | null {
  if (term.after === 'RECORD' || record.kind !== 'CHANGE') return '';
  const end = accountEnd(record.target);
  // What is no account (an office, a contract) has no end of its own: the record's day counts.
  return end === undefined ? '' : end;
}

/**
 * The day after the term is over; where its month has no such day, it is over with the month (Civil Code,
 * article 143).
 */
function dayAfterYears(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(date, lastOfMonth) + 1))
    .toISOString()
    .slice(0, 10);
}
