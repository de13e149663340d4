import type { z } from 'zod';
import { day, list, oneOf, section, text, texts, whole, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';
import { repeated } from '../json/repeated.js';

/** From what a term counts: the record itself, or the day on which the account it is about ended. */
export const TERM_EVENTS = ['RECORD', 'ACCOUNT_END'] as const;

const term = section({ kinds: texts, years: whole, after: oneOf(TERM_EVENTS) });
export type RetentionTerm = z.infer<typeof term>;

const hold = section({ reason: text, from: day, to: day }).refine(
  ({ from, to }) => from <= to,
  'ends before it begins',
);

/** Records of these days (both included, in Japan) are not destroyed while it stands in the table. */
export type RetentionHold = z.infer<typeof hold>;

/** `retention.json`: how long the log is kept (R134). The assessment sets no years; they are the city's. */
export interface Retention {
  readonly terms: readonly RetentionTerm[];
  readonly holds: readonly RetentionHold[];
  /** Days after the term in which destruction is still in time. */
  readonly purgeWithinDays: number;
}

const table = section({
  ...WORDS,
  purgeWithinDays: whole,
  terms: list(term),
  holds: list(hold),
}).superRefine(({ terms }, { addIssue }) => {
  for (const kind of repeated(terms.flatMap(({ kinds }) => kinds))) addIssue(`${kind} has two terms`);
});

export function readRetention(file: string, text: string, faults: string[]): Retention {
  const { terms, holds, purgeWithinDays } = readTable(table, file, text, faults);
  return Object.freeze({ terms, holds, purgeWithinDays });
}
