import { createHash } from 'node:crypto';

const hash = (prefix: number, ...parts: readonly Buffer[]): Buffer => {
  const digest = createHash('sha256').update(Buffer.of(prefix));
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** RFC 6962, section 2.1. */
export const hashLeaf = (payload: Buffer): Buffer => hash(0, payload);
const hashNode = (left: Buffer, right: Buffer): Buffer => hash(1, left, right);

/** The tree over all payloads read so far, in as many hashes as its size has ones in binary. */
export class MerkleReader {
  /** Roots of the perfect subtrees, largest first. */
  readonly #peaks: { readonly leaves: number; readonly hash: Buffer }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(payload: Buffer): void {
    let peak = { leaves: 1, hash: hashLeaf(payload) };
    for (let last = this.#peaks.at(-1); last?.leaves === peak.leaves; last = this.#peaks.at(-1)) {
      peak = { leaves: 2 * peak.leaves, hash: hashNode(last.hash, peak.hash) };
      this.#peaks.pop();
    }
    this.#peaks.push(peak);
    this.#size += 1;
  }

  root(): Buffer {
    const last = this.#peaks.at(-1);
    if (last === undefined) return createHash('sha256').digest();
    return this.#peaks.slice(0, -1).reduceRight((right, { hash: left }) => hashNode(left, right), last.hash);
  }
}
