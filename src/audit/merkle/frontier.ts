import { createHash } from 'node:crypto';

/**
 * The Merkle tree over a writer's records (RFC 6962, section 2.1), as far as a writer needs it: the roots of
 * the perfect subtrees at its right edge, largest last. Immutable, so that what is durable and what is only
 * appended each keep their own at no cost.
 */
export interface Frontier {
  /** Leaves of this subtree, a power of two. */
  readonly leaves: number;
  readonly hash: Buffer;
  /** The next larger subtree to its left. */
  readonly left: Frontier | null;
}

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export function leafHash(frame: Buffer): Buffer {
  return createHash('sha256').update(LEAF).update(frame).digest();
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The tree with one leaf more. */
export function grown(tree: Frontier | null, leaf: Buffer): Frontier {
  let grownTree: Frontier = { leaves: 1, hash: leaf, left: tree };
  while (grownTree.left?.leaves === grownTree.leaves) {
    const { left } = grownTree;
    grownTree = { leaves: 2 * left.leaves, hash: nodeHash(left.hash, grownTree.hash), left: left.left };
  }
  return grownTree;
}

export function sizeOf(tree: Frontier | null): number {
  let size = 0;
  for (let at = tree; at !== null; at = at.left) size += at.leaves;
  return size;
}

/** The root hash; that of the empty tree is the hash of nothing. */
export function rootOf(tree: Frontier | null): Buffer {
  if (tree === null) return createHash('sha256').digest();
  let root = tree.hash;
  for (let at = tree.left; at !== null; at = at.left) root = nodeHash(at.hash, root);
  return root;
}

/** Hashes of the perfect subtrees, largest first: with the size, all it takes to go on. */
export function peaksOf(tree: Frontier | null): readonly Buffer[] {
  const peaks: Buffer[] = [];
  for (let at = tree; at !== null; at = at.left) peaks.unshift(at.hash);
  return peaks;
}

/** The tree of this size from its peaks. Throws TypeError where their number does not fit. */
export function treeOf(size: number, peaks: readonly Buffer[]): Frontier | null {
  let tree: Frontier | null = null;
  let rest = size;
  for (const hash of peaks) {
    const leaves = 2 ** Math.floor(Math.log2(rest));
    tree = { leaves, hash, left: tree };
    rest -= leaves;
  }
  if (rest !== 0) throw new TypeError('The peaks do not come to the size');
  return tree;
}
