import type { z } from 'zod';
import { named, section, text } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';

const requirement = section({ ja: text, en: text });

/** A requirement of the assessment in its own words, with the English rendering (`requirements.json`). */
export type Requirement = z.infer<typeof requirement>;

/** By number, `R001` and so on. */
export type Requirements = ReadonlyMap<string, Requirement>;

const table = named(requirement).superRefine((rows, { addIssue }) => {
  for (const number of rows.keys())
    if (!/^R\d{3}$/.test(number))
      addIssue({ code: 'custom', path: [number], message: 'is no number of a requirement (R001 …)' });
});

export function readRequirements(file: string, text: string, faults: string[]): Requirements {
  return readTable(table, file, text, faults);
}

/** The numbers in a citation such as `R155, R167; 番号法9条1項`, each once. */
export function citedNumbers(cites: string): readonly string[] {
  return [...new Set(cites.match(/\bR\d+\b/g) ?? [])];
}
