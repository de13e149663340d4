import type { AuditRecord, OtherCheckpoint } from '../record/record.js';
import { MerkleReader } from './merkle.js';
import {
  readCheckpoint,
  readVerifierKey,
  type SignedCheckpoint,
  type VerifierKey,
} from './signed-checkpoint.js';

/** Hours of checkpoints, in a few megabytes. */
const REMEMBERED = 20_000;

type CheckpointRecord = Extract<AuditRecord, { kind: 'CHECKPOINT' }>;

/**
 * The signatures of one writer: each segment's key is named by GENESIS or by the final checkpoint before it,
 * and each checkpoint must cover exactly the records before it. Grows the tree by itself.
 */
export class KeyChain {
  /** Over all frames before the one being checked. */
  readonly tree = new MerkleReader();
  /** Verifier keys in order, as texts: `keys[0]` is that of the first segment. */
  readonly keys: string[] = [];
  /** The newest checkpoint. */
  newest: SignedCheckpoint | null = null;
  /** What checkpoints said of other writers, the newest of each. */
  readonly others = new Map<string, OtherCheckpoint>();
  /** Roots of the newest checkpoints by size, for what other writers say of this one. */
  readonly roots = new Map<number, string>();
  /** The checkpoint checked last was the last record of its segment. */
  ended = false;
  private origin: string | null = null;
  private signer: VerifierKey | null = null;

  /** Takes the first key; gives what is wrong with it, or null. */
  begin(origin: string, key: string): string | null {
    this.origin = origin;
    return this.take(key);
  }

  /** Checks a CHECKPOINT record against the tree so far. */
  checkpoint(record: CheckpointRecord): string | null {
    const checkpoint = this.read(record);
    if (typeof checkpoint === 'string') return checkpoint;
    if (checkpoint.size !== this.tree.size)
      return `it covers ${checkpoint.size} records, yet ${this.tree.size} stand before it`;
    return this.accept(checkpoint, record);
  }

  /** Takes the final checkpoint of a segment that is gone as the word for all records up to it. */
  tombstone(record: CheckpointRecord, seq: number): string | null {
    if (record.end === undefined) return 'it is no final checkpoint';
    if (this.signer === null) {
      // What the first key is cannot be told any more; whose it is, the keys that follow from it tell.
      const wrong = this.begin(record.note.split('\n', 1)[0] ?? '', record.end.key);
      if (wrong !== null) return wrong;
    }
    const checkpoint = this.read(record);
    if (typeof checkpoint === 'string') return checkpoint;
    if (checkpoint.size !== seq - 1 || checkpoint.size < this.tree.size)
      return `it covers ${checkpoint.size} records`;
    const fits = this.tree.resume(
      checkpoint.size,
      record.end.peaks.map((hash) => Buffer.from(hash, 'base64')),
    );
    return fits ? this.accept(checkpoint, record) : 'its peaks do not come to its size';
  }

  private read(record: CheckpointRecord): SignedCheckpoint | string {
    if (this.signer === null) return 'there is no key to check it with';
    const checkpoint = readCheckpoint(record.note, this.signer);
    if (typeof checkpoint === 'string') return checkpoint;
    if (checkpoint.origin !== this.origin) return `it is a checkpoint of ${checkpoint.origin}`;
    return checkpoint;
  }

  private accept(checkpoint: SignedCheckpoint, record: CheckpointRecord): string | null {
    if (!checkpoint.root.equals(this.tree.root()))
      return 'the records before it are not those it was signed over';
    if (record.end !== undefined && record.end.key !== this.keys.at(-1))
      return 'the key it names as its own is another';
    this.newest = checkpoint;
    for (const other of record.others ?? []) this.others.set(other.writer, other);
    this.remember(checkpoint);
    this.ended = record.end !== undefined;
    if (this.ended !== (checkpoint.next !== null)) return 'it ends its segment and does not';
    return checkpoint.next === null ? null : this.take(checkpoint.next);
  }

  private remember({ size, root }: SignedCheckpoint): void {
    this.roots.set(size, root.toString('base64'));
    const [oldest] = this.roots.keys();
    if (this.roots.size > REMEMBERED && oldest !== undefined) this.roots.delete(oldest);
  }

  private take(key: string): string | null {
    const signer = readVerifierKey(key);
    if (signer === null || signer.name !== this.origin) return 'the key it names is none of this writer';
    this.signer = signer;
    this.keys.push(key);
    return null;
  }
}
