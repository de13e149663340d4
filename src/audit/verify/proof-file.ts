import { isConsistent, isIncluded } from './proofs.js';
import { readCheckpoint, readVerifierKey, type SignedCheckpoint } from './signed-checkpoint.js';

/** What can be handed over and checked without the log and without a secret. All bytes in base64. */
export interface ProofFile {
  /** The newest checkpoint, and the final one of each segment before it: each names the key of the next. */
  readonly checkpoint: string;
  readonly ends: readonly string[];
  readonly proof: readonly string[];
  /** A record is in the log: its number and its frame, sealed as it is. */
  readonly record?: { readonly seq: number; readonly frame: string };
  /** The log begins with what it was: the note noted down before. */
  readonly before?: string;
}

/**
 * Checks a proof with nothing but the verifier key that its reader noted down before. Gives what is wrong, or null.
 * The key may be of any segment: from there on each final checkpoint names the next.
 */
export function checkProof(file: ProofFile, key: string): string | null {
  const checkpoint = followKeys(file, key);
  if (checkpoint === null) return 'no checkpoint in it leads from the given key to the newest';
  const proof = file.proof.map((hash) => Buffer.from(hash, 'base64'));
  if (file.record !== undefined) {
    const place = { index: file.record.seq - 1, size: checkpoint.size };
    const frame = Buffer.from(file.record.frame, 'base64');
    return isIncluded(frame, place, proof, checkpoint.root)
      ? null
      : `record ${file.record.seq} is not what the checkpoint covers`;
  }
  const [, size = '', root = ''] = file.before?.split('\n') ?? [];
  if (!/^\d{1,15}$/.test(size)) return 'it proves nothing';
  const before = { size: Number(size), root: Buffer.from(root, 'base64') };
  return isConsistent(before, checkpoint, proof)
    ? null
    : `the log does not begin with the ${size} records it had before`;
}

function followKeys({ checkpoint, ends }: ProofFile, first: string): SignedCheckpoint | null {
  let key = readVerifierKey(first);
  for (const note of [...ends, checkpoint]) {
    const read = key === null ? '' : readCheckpoint(note, key);
    // Segments before that of the given key were signed with keys before it.
    if (typeof read === 'string') continue;
    if (note === checkpoint) return read;
    key = read.next === null ? null : readVerifierKey(read.next);
  }
  return null;
}
