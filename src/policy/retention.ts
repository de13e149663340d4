import { parseTable, type JsonReader } from '../json/json-reader.js';

/** From what a term counts: the record itself, or the day on which the account it is about ended. */
export const TERM_EVENTS = ['RECORD', 'ACCOUNT_END'] as const;

export interface RetentionTerm {
  readonly kinds: readonly string[];
  readonly years: number;
  readonly after: (typeof TERM_EVENTS)[number];
}

/** Records of these days (both included, in Japan) are not destroyed while it stands in the table. */
export interface RetentionHold {
  readonly reason: string;
  readonly from: string;
  readonly to: string;
}

/** `retention.json`: how long the log is kept (R134). The assessment sets no years; they are the city's. */
export interface Retention {
  readonly terms: readonly RetentionTerm[];
  readonly holds: readonly RetentionHold[];
  /** Days after the term in which destruction is still in time. */
  readonly purgeWithinDays: number;
}

export function readRetention(file: string, text: string, faults: string[]): Retention {
  const table = parseTable(file, text, faults);
  for (const words of ['cites', 'textJa', 'textEn']) table.text(words);
  const purgeWithinDays = whole(table, 'purgeWithinDays');
  const terms = table.objects('terms').map((row): RetentionTerm => {
    const term = {
      kinds: row.texts('kinds'),
      years: whole(row, 'years'),
      after: row.oneOf('after', TERM_EVENTS) ?? 'RECORD',
    };
    row.nothingElse();
    return term;
  });
  const holds = table.objects('holds').map((row): RetentionHold => {
    const hold = { reason: row.text('reason'), from: row.day('from'), to: row.day('to') };
    if (hold.from > hold.to) row.fault('ends before it begins');
    row.nothingElse();
    return hold;
  });
  const kinds = terms.flatMap((term) => term.kinds);
  for (const kind of new Set(kinds.filter((one, at) => kinds.indexOf(one) !== at)))
    table.fault(`${kind} has two terms`);
  table.nothingElse();
  return Object.freeze({ terms, holds, purgeWithinDays });
}

function whole(row: JsonReader, name: string): number {
  const value = row.number(name);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  if (!Number.isNaN(value)) row.fault(`${name} must be a whole number from 1`);
  return 1;
}
