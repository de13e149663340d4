import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { FolderWitness } from '../../../../src/audit/checkpoints/witness.js';
import { Workplace, answer, intent } from '../fixtures.js';

/** Segments of three or four answers. */
export const SEGMENT_BYTES = 2500;
/**
 * Two writers, four runs of the first, segments of a few records, and the states after each run kept under `then`.
 */
export async function makeLog(): Promise<Workplace> {
  const place = await Workplace.make();
  await mkdir(join(place.root, 'witness'));
  const options = () => ({
    segmentBytes: SEGMENT_BYTES,
    witness: new FolderWitness(join(place.root, 'witness'), { onFault: () => undefined }),
  });
  for (const run of ['first', 'second', 'third']) {
    const [one, two] = [await place.open(options()), await place.open(options())];
    for (let at = 0; at < 5; at++)
      await Promise.all([answer(one, `${run}-${at}`, `10000${at}`), answer(two, `${run}-${at}`)]);
    await one.seal(intent(`${run}, never answered`));
    await two.close();
    await one.close();
    await keep(place, run);
  }
  // Short: it stands in the segment that the third ended in, and is signed by the same key.
  const last = await place.open({ ...options(), segmentBytes: 1e6 });
  for (let at = 0; at < 3; at++) await answer(last, `last-${at}`);
  await last.close();
  return place;
}

async function keep({ root }: Workplace, name: string): Promise<void> {
  for (const folder of ['audit', 'keys'])
    await cp(join(root, folder), join(root, 'then', name, folder), { recursive: true });
}
