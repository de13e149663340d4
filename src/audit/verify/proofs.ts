import { hashLeaf, hashNode } from './merkle.js';

/**
 * Checks that the frame is record `index` (from 0) of the `size` records under the root (RFC 9162, section
 * 2.1.3.2).
 */
export function isIncluded(
  frame: Buffer,
  place: { index: number; size: number },
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  let { index } = place;
  let last = place.size - 1;
  if (index > last) return false;
  let hash = hashLeaf(frame);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      hash = hashNode(sibling, hash);
      while (index % 2 === 0 && index !== 0) [index, last] = [half(index), half(last)];
    } else hash = hashNode(hash, sibling);
    [index, last] = [half(index), half(last)];
  }
  return last === 0 && hash.equals(root);
}

export interface Tree {
  readonly size: number;
  readonly root: Buffer;
}

/** Checks that the later log begins with all records of the earlier one (RFC 9162, section 2.1.4.2). */
export function isConsistent(before: Tree, after: Tree, proof: readonly Buffer[]): boolean {
  if (before.size === after.size) return proof.length === 0 && before.root.equals(after.root);
  if (before.size === 0) return proof.length === 0;
  if (before.size > after.size) return false;
  const path = isPowerOfTwo(before.size) ? [before.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let [index, last] = [before.size - 1, after.size - 1];
  while (index % 2 === 1) [index, last] = [half(index), half(last)];
  let [older, newer] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      older = hashNode(sibling, older);
      newer = hashNode(sibling, newer);
      while (index % 2 === 0 && index !== 0) [index, last] = [half(index), half(last)];
    } else newer = hashNode(newer, sibling);
    [index, last] = [half(index), half(last)];
  }
  return last === 0 && older.equals(before.root) && newer.equals(after.root);
}

/** Sizes may be beyond 32 bits. */
const half = (number: number): number => Math.floor(number / 2);

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}
