import { join } from 'node:path';

import { LONGEST_SEGMENT, segmentName } from '../format/log-format.js';
import type { Part } from '../merkle/proof-ranges.js';
import { segmentEndOf } from '../segments/segment-end.js';
import { framesOf } from '../segments/stored-frames.js';
import { leafHash, treeOf, type Frontier } from '../merkle/frontier.js';
import { readRegular } from '../../files/regular-file.js';

/**
 * The parts of a writer's tree as its folder holds them: a leaf for each record, and of purged segments their
 * peaks.
 */
export async function* storedParts(folder: string): AsyncGenerator<Part> {
  for (let index = 1, at = 0; ; index++) {
    const path = join(folder, segmentName(index));
    const content = await readRegular(path, LONGEST_SEGMENT).catch(() => null);
    if (content !== null) {
      for (const { bytes } of framesOf(content, path))
        yield { start: at++, leaves: 1, hash: leafHash(bytes) };
      continue;
    }
    const end = await segmentEndOf(folder, index);
    if (end === null) return;
    const size = end.frame.seq - 1;
    yield* partsOf(
      treeOf(
        size,
        (end.record.end?.peaks ?? []).map((hash) => Buffer.from(hash, 'base64')),
      ),
    );
    yield { start: size, leaves: 1, hash: leafHash(end.frame.bytes) };
    at = size + 1;
  }
}

/** The perfect subtrees of a tree, from left to right. */
export function partsOf(tree: Frontier | null): readonly Part[] {
  const subtrees: Frontier[] = [];
  for (let at = tree; at !== null; at = at.left) subtrees.unshift(at);
  let start = 0;
  return subtrees.map(({ leaves, hash }) => {
    const part = { start, leaves, hash };
    start += leaves;
    return part;
  });
}
