import { join } from 'node:path';

import { segmentName, tombstoneName } from '../format/log-format.js';
import { FrameReader } from './frames.js';

/** The segment itself, or else its tombstone, with the name of the file; null where neither can be opened. */
export async function openSegment(folder: string, index: number): Promise<[string, FrameReader | null]> {
  for (const name of [segmentName(index), tombstoneName(index)]) {
    const reader = await FrameReader.open(join(folder, name)).catch(() => null);
    if (reader !== null) return [name, reader];
  }
  return [segmentName(index), null];
}
