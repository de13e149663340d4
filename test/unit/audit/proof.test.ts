import fc from 'fast-check';
import { consistencyRanges, inclusionRanges, rangeRoots, type Part } from '../../../src/audit/proof.js';
import { partsOf } from '../../../src/audit/stored-tree.js';
import { grown, leafHash, rootOf, type Frontier } from '../../../src/audit/tree.js';
import { isConsistent, isIncluded } from '../../../src/audit/verify/proofs.js';

const frames = (count: number): Buffer[] => Array.from({ length: count }, (_, at) => Buffer.from(`record ${at}`));
const parts = (all: readonly Buffer[]): Part[] => all.map((frame, start) => ({ start, leaves: 1, hash: leafHash(frame) }));
const tree = (all: readonly Buffer[]): Frontier | null => all.reduce<Frontier | null>((before, frame) => grown(before, leafHash(frame)), null);
const root = (all: readonly Buffer[]): Buffer => rootOf(tree(all));

test('every record of every tree is proven to be in it, at its own place and no other', async () => {
  for (let size = 1; size <= 33; size++) {
    const all = frames(size);
    for (let index = 0; index < size; index++) {
      const proof = await rangeRoots(parts(all), inclusionRanges(index, size));
      const frame = all[index] as Buffer;
      expect(isIncluded(frame, { index, size }, proof, root(all))).toBe(true);
      expect(isIncluded(Buffer.from('another'), { index, size }, proof, root(all))).toBe(false);
      expect(isIncluded(frame, { index: index + 1, size }, proof, root(all))).toBe(false);
      if (proof.length > 0) expect(isIncluded(frame, { index, size }, proof.slice(1), root(all))).toBe(false);
    }
  }
});

test('a log is proven to begin with what it was before, and not with anything else', async () => {
  for (let size = 1; size <= 33; size++) {
    for (let before = 0; before <= size; before++) {
      const [older, newer] = [frames(before), frames(size)];
      const proof = await rangeRoots(parts(newer), consistencyRanges(before, size));
      const after = { size, root: root(newer) };
      expect(isConsistent({ size: before, root: root(older) }, after, proof)).toBe(true);
      if (before === 0) continue;
      const forked = root([...older.slice(0, -1), Buffer.from('another')]);
      expect(isConsistent({ size: before, root: forked }, after, proof)).toBe(false);
      expect(isConsistent({ size: before, root: root(older) }, { size, root: forked }, proof)).toBe(before === size && forked.equals(root(older)));
    }
  }
});

test('a witness is served from the edge of the tree he knows and the records since', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.nat(40), async (before, more) => {
      const all = frames(before + more);
      const known = [...partsOf(tree(all.slice(0, before))), ...parts(all).slice(before)];
      const ranges = consistencyRanges(before, before + more);
      expect(await rangeRoots(known, ranges)).toEqual(await rangeRoots(parts(all), ranges));
    }),
  );
});

test('what is not there cannot be proven', async () => {
  await expect(rangeRoots(parts(frames(7)).slice(1), inclusionRanges(3, 7))).rejects.toThrow(/records 1 to 2 are not all there/);
});
