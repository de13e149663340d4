import { parseTable } from '../json/json-reader.js';

/** A requirement of the assessment in its own words, with the English rendering (`requirements.json`). */
export interface Requirement {
  readonly ja: string;
  readonly en: string;
}

/** By number, `R001` and so on. */
export type Requirements = ReadonlyMap<string, Requirement>;

export function readRequirements(file: string, text: string, faults: string[]): Requirements {
  const rows = parseTable(file, text, faults).entries();
  return new Map(
    rows.map(([number, row]) => {
      if (!/^R\d{3}$/.test(number)) row.fault('is no number of a requirement (R001 …)');
      const requirement = { ja: row.text('ja'), en: row.text('en') };
      row.nothingElse();
      return [number, requirement];
    }),
  );
}

/** The numbers in a citation such as `R155, R167; 番号法9条1項`, each once. */
export function citedNumbers(cites: string): readonly string[] {
  return [...new Set(cites.match(/\bR\d+\b/g) ?? [])];
}
