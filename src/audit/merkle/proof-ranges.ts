import { nodeHash } from './frontier.js';

/** Leaves `start` to `end`, the last excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A known part of the tree: one leaf, or a perfect subtree. */
export interface Part {
  readonly start: number;
  readonly leaves: number;
  readonly hash: Buffer;
}

/**
 * Whose roots prove that leaf `index` is in the tree of `size` leaves (RFC 6962, section 2.1.1), in their order.
 */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  const path = (start: number, end: number): Range[] => {
    if (end - start === 1) return [];
    const middle = start + split(end - start);
    return index < middle
      ? [...path(start, middle), { start: middle, end }]
      : [...path(middle, end), { start, end: middle }];
  };
  return path(0, size);
}

/**
 * Whose roots prove that the tree of `size` leaves begins with that of `before` (RFC 6962, section 2.1.2), in
 * their order.
 */
export function consistencyRanges(before: number, size: number): readonly Range[] {
  const path = (start: number, end: number, whole: boolean): Range[] => {
    if (before === end) return whole ? [] : [{ start, end }];
    const middle = start + split(end - start);
    return before <= middle
      ? [...path(start, middle, whole), { start: middle, end }]
      : [...path(middle, end, false), { start, end: middle }];
  };
  return before === 0 || before === size ? [] : path(0, size, true);
}

/** The largest power of two below `leaves`. */
function split(leaves: number): number {
  let power = 1;
  while (2 * power < leaves) power *= 2;
  return power;
}

/**
 * The roots of the ranges, in their order, in one pass over the parts, which come in order of their starts.
 * @throws RangeError where the parts do not tile a range: what it covers is purged, or not there yet.
 */
export async function rangeRoots(
  parts: AsyncIterable<Part> | Iterable<Part>,
  ranges: readonly Range[],
): Promise<readonly Buffer[]> {
  const stacks = ranges.map((): Part[] => []);
  for await (const part of parts) {
    for (const [at, { start, end }] of ranges.entries())
      if (part.start >= start && part.start + part.leaves <= end) push(stacks[at] as Part[], part);
  }
  return ranges.map((range, at) => rootOfRange(stacks[at] as Part[], range));
}

/** Neighbours of one size become one. */
function push(stack: Part[], part: Part): void {
  let top = part;
  for (let left = stack.at(-1); left?.leaves === top.leaves; left = stack.at(-1)) {
    top = { start: left.start, leaves: 2 * left.leaves, hash: nodeHash(left.hash, top.hash) };
    stack.pop();
  }
  stack.push(top);
}

function rootOfRange(stack: readonly Part[], { start, end }: Range): Buffer {
  const leaves = stack.reduce((sum, part) => sum + part.leaves, 0);
  if (stack[0]?.start !== start || leaves !== end - start)
    throw new RangeError(`records ${start + 1} to ${end} are not all there`);
  return stack
    .slice(0, -1)
    .reduceRight((right, { hash }) => nodeHash(hash, right), (stack.at(-1) as Part).hash);
}
