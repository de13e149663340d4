import type { z } from 'zod';
import { flag, list, section, text, texts } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';
import type { Name } from './names.js';
import { PURPOSES, type Purpose } from './terms.js';

const entry = section({
  nameJa: text,
  nameEn: text,
  /**
   * A request under this purpose must name a case (`Sekisho-Case`). The rules say so too; `policy lint` compares.
   */
  needsCase: flag,
  /**
   * Conditions of `residents` of which one row must be used whole, by their names in `ResidentFilter`: whoever asks
   * about one person knows something of them. Left out, residents may be listed without a condition.
   */
  enough: list(texts).optional(),
  legalBasis: text,
  cites: text,
  /** Business menu, and the office (主管課長) whose holder grants it to others. */
  menu: text,
  menuOwner: text,
  /** The office that grants this menu to the holder of `menuOwner`, and to nobody else; null: nobody does. */
  upperOffice: text.nullable(),
});

/** One row of `purposes.json`: what a request may be for, and who grants that menu (R066-R072, R163, R174). */
export type PurposeEntry = z.infer<typeof entry>;

export type PurposeTable = ReadonlyMap<Purpose, PurposeEntry>;

/** A row left out has a line of its own: that it `must be an object` would say less. */
const table = section(
  Object.fromEntries(PURPOSES.map((purpose) => [purpose, entry.optional()])),
  'unknown purpose',
).superRefine((rows, { addIssue }) => {
  for (const purpose of PURPOSES) if (rows[purpose] === undefined) addIssue(`${purpose} is missing`);
});

export function readPurposes(file: string, text: string, faults: string[]): PurposeTable {
  const rows = readTable(table, file, text, faults);
  return new Map(
    PURPOSES.flatMap((purpose) => {
      const row = rows[purpose];
      return row === undefined ? [] : [[purpose, row]];
    }),
  );
}

/** As people choose it, in each language. */
export function nameOfPurpose(purposes: PurposeTable, purpose: Purpose): Name {
  const entry = purposes.get(purpose);
  if (entry === undefined) throw new TypeError('a purpose without a row stops the start');
  return { ja: entry.nameJa, en: entry.nameEn };
}
