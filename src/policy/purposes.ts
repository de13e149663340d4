import { parseTable, type JsonReader } from '../json/json-reader.js';
import { PURPOSES, type Purpose } from './terms.js';

/** One row of `purposes.json`: what a request may be for, and who grants that menu (R066-R072, R163, R174). */
export interface PurposeEntry {
  readonly nameJa: string;
  readonly nameEn: string;
  /**
   * A request under this purpose must name a case (`Sekisho-Case`). The rules say so too; `policy lint` compares.
   */
  readonly needsCase: boolean;
  readonly legalBasis: string;
  readonly cites: string;
  /** Business menu, and the office (主管課長) whose holder grants it to others. */
  readonly menu: string;
  readonly menuOwner: string;
  /** The office that grants this menu to the holder of `menuOwner`, and to nobody else; null: nobody does. */
  readonly upperOffice: string | null;
}

export type PurposeTable = ReadonlyMap<Purpose, PurposeEntry>;

export function readPurposes(file: string, text: string, faults: string[]): PurposeTable {
  const table = new Map<Purpose, PurposeEntry>();
  for (const [name, row] of parseTable(file, text, faults).entries()) {
    const purpose = PURPOSES.find((term) => term === name);
    if (purpose === undefined) faults.push(`${file}: unknown purpose ${name}`);
    else table.set(purpose, readEntry(row));
  }
  for (const purpose of PURPOSES) if (!table.has(purpose)) faults.push(`${file}: ${purpose} is missing`);
  return table;
}

function readEntry(row: JsonReader): PurposeEntry {
  const entry = {
    nameJa: row.text('nameJa'),
    nameEn: row.text('nameEn'),
    needsCase: row.flag('needsCase'),
    legalBasis: row.text('legalBasis'),
    cites: row.text('cites'),
    menu: row.text('menu'),
    menuOwner: row.text('menuOwner'),
    upperOffice: row.textOrNull('upperOffice'),
  };
  row.nothingElse();
  return entry;
}
