import { createHash } from 'node:crypto';

const hash = (prefix: number, ...parts: readonly Buffer[]): Buffer => {
  const digest = createHash('sha256').update(Buffer.of(prefix));
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** RFC 6962, section 2.1. */
export const hashLeaf = (frame: Buffer): Buffer => hash(0, frame);
export const hashNode = (left: Buffer, right: Buffer): Buffer => hash(1, left, right);

/** The tree over all frames read so far, in as many hashes as its size has ones in binary. */
export class MerkleReader {
  /** Roots of the perfect subtrees, largest first. */
  private readonly peaks: { readonly leaves: number; readonly hash: Buffer }[] = [];
  private leafCount = 0;

  get size(): number {
    return this.leafCount;
  }

  add(frame: Buffer): void {
    let peak = { leaves: 1, hash: hashLeaf(frame) };
    for (let last = this.peaks.at(-1); last?.leaves === peak.leaves; last = this.peaks.at(-1)) {
      peak = { leaves: 2 * peak.leaves, hash: hashNode(last.hash, peak.hash) };
      this.peaks.pop();
    }
    this.peaks.push(peak);
    this.leafCount += 1;
  }

  /**
   * Goes on behind records that are gone, from the peaks that were signed. False where they do not come to the
   * size.
   */
  resume(size: number, peaks: readonly Buffer[]): boolean {
    this.peaks.length = 0;
    this.leafCount = size;
    let rest = size;
    for (const hash of peaks) {
      const leaves = 2 ** Math.floor(Math.log2(rest));
      this.peaks.push({ leaves, hash });
      rest -= leaves;
    }
    return rest === 0;
  }

  root(): Buffer {
    const last = this.peaks.at(-1);
    if (last === undefined) return createHash('sha256').digest();
    return this.peaks.slice(0, -1).reduceRight((right, { hash: left }) => hashNode(left, right), last.hash);
  }
}
