import { readCheckpoint, readVerifierKey, type SignedCheckpoint } from './signed-checkpoint.js';

/** The checkpoint, where one of these keys signed it; else null. */
export function signedByAny(note: string, keys: readonly string[]): SignedCheckpoint | null {
  for (const text of keys) {
    const key = readVerifierKey(text);
    const checkpoint = key === null ? '' : readCheckpoint(note, key);
    if (typeof checkpoint !== 'string') return checkpoint;
  }
  return null;
}
