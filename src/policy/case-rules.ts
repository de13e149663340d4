import type { z } from 'zod';
import { day, named, ofField, optional, section, text, whole, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';

const window = section({
  nameJa: text,
  nameEn: text,
  /** Whose window it is: nobody else takes anything there. */
  division: text,
  /** As it is dialled from outside; null where the city has not said. */
  telephone: optional(
    text
      .refine((number) => /^[0-9-]{10,14}$/.test(number), ofField('must be digits with hyphens'))
      .nullable(),
    null,
  ),
  from: day,
  /** Last day; null while it is open. */
  to: day.nullable(),
}).superRefine(({ from, to }, { addIssue }) => {
  if (to !== null && to < from) addIssue('ends before it begins');
});

/** A window that the office-organisation rule designates (R161). */
export type CaseWindow = z.infer<typeof window>;

/** `cases.json`: where the city takes what people ask for, and for how long that opens them. */
export interface CaseRules {
  readonly openForDays: number;
  /** Searches for the person of a case that an account may make in an hour. */
  readonly searchesPerHour: number;
  /** By id. */
  readonly windows: ReadonlyMap<string, CaseWindow>;
}

const table = section({ ...WORDS, openForDays: whole, searchesPerHour: whole, windows: named(window) });

export function readCaseRules(file: string, text: string, faults: string[]): CaseRules {
  const { openForDays, searchesPerHour, windows } = readTable(table, file, text, faults);
  return Object.freeze({ openForDays, searchesPerHour, windows });
}
