import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Area } from './area.js';

/** What the city has planted in its vaccination ledger, as its truth file tells it. */
export interface PlantedFault {
  readonly kind: string;
  readonly atenaNumber: string;
  readonly healthNumber: string;
  /** Row of the ledger; left out where there is none. */
  readonly immunizationId?: number;
  readonly doseNumber?: number;
  readonly right?: string | number;
  readonly maker?: string;
}

/** Faults of the ledger's COVID-19 rows in one municipality. */
export function readCityTruth({ directory, municipality }: Area): readonly PlantedFault[] {
  const lines = readFileSync(join(directory, 'truth.jsonl'), 'utf8').split('\n');
  return lines
    .filter((line) => line.includes('"VRS_') || line.includes('"UNKNOWN_VACCINE_CODE"'))
    .map((line) => JSON.parse(line) as PlantedFault & { readonly municipality: string })
    .filter((fault) => fault.municipality === municipality);
}
