import { join } from 'node:path';

import { segmentName } from '../format/log-format.js';
import { FrameReader } from './frames.js';
import { MerkleReader } from './merkle.js';

/**
 * Root of the first `size` records of a writer none of whose segments is purged; null where they are not all there.
 */
export async function rootAt(folder: string, size: number): Promise<Buffer | null> {
  const tree = new MerkleReader();
  for (let index = 1; tree.size < size; index++) {
    const reader = await FrameReader.open(join(folder, segmentName(index))).catch(() => null);
    if (reader === null) return null;
    try {
      for (let frame = await reader.next(); frame !== null && tree.size < size; frame = await reader.next())
        tree.add(frame.bytes);
    } finally {
      await reader.close();
    }
  }
  return tree.root();
}
