import { join } from 'node:path';
import { INSTITUTION, MUNICIPALITY, NEIGHBOUR } from '../about.js';
import type { Settings } from '../config/settings.js';
import { askAs } from '../mock/intermediate/ask-as.js';
import { BODIES, VACCINATIONS } from './mock-ask.js';
import { networkExamples } from './network-examples.js';

const ROW = '16の2';

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
