import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INSTITUTION, MUNICIPALITY, NEIGHBOUR } from '../about.js';
import type { Settings } from '../config/settings.js';
import { askAs } from '../mock/intermediate/ask-as.js';
import type { Examples } from '../mock/intermediate/seed/city-seed.js';
import { BODIES, VACCINATIONS } from './mock-ask.js';

const ROW = '16の2';

/** Whom the stand-in of the intermediate server has written down; null where there is none yet. */
export function networkExamples({ dataDirectory }: Pick<Settings, 'dataDirectory'>): Examples | null {
  const file = join(dataDirectory, 'intermediate', 'examples.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Examples) : null;
}

/** On the demo's first start the neighbouring city asks about somebody who has moved there: it waits for the approver. */
export async function askOnFirstEvening({ dataDirectory, city }: Settings, url: URL): Promise<void> {
  const atenaNumber = networkExamples({ dataDirectory })?.waiting ?? null;
  if (atenaNumber === null) return;
  await askAs({
    ...{ dataDirectory, city, url, atenaNumber, provider: INSTITUTION, row: ROW, items: [VACCINATIONS] },
    ...BODIES.kokubunji,
    place: { directory: join(dataDirectory, 'city'), own: MUNICIPALITY, neighbour: NEIGHBOUR },
    patience: 0,
  });
}
