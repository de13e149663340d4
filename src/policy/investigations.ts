import type { z } from 'zod';
import { day, list, section, text, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';

const investigation = section({
  id: text,
  /** First and last day on which the operations are left out; null: until somebody ends it. */
  from: day,
  to: day.nullable(),
  /** Whose operations; null: anybody's. */
  account: text.nullable(),
  /** Under which case number; null: any. */
  case: text.nullable(),
})
  // A row that names neither would leave out everything, and nobody would see that anything is missing.
  .refine((row) => row.account !== null || row.case !== null, 'must name an account or a case')
  .refine(({ from, to }) => to === null || to >= from, 'ends before it begins');

/**
 * A period in which certain operations are not told to the person they were about: an inquiry into the account,
 * or one by the police that the case was opened for (個人情報保護法78条1項5号・7号). Says nothing about a
 * resident.
 */
export type Investigation = z.infer<typeof investigation>;

const table = section({ ...WORDS, investigations: list(investigation) });

/** `investigations.json`, which must be there: were it lost, what it keeps back would be told. */
export function readInvestigations(file: string, text: string, faults: string[]): readonly Investigation[] {
  const { investigations } = readTable(table, file, text, faults);
  return Object.freeze(investigations.map((row) => Object.freeze(row)));
}
