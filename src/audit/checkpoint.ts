import { originOf, signerName } from './format.js';
import type { AuditKeys } from './keys.js';
import { signNote } from './signed-note.js';
import { rootOf, sizeOf, type Frontier } from './tree.js';

interface CheckpointFacts {
  readonly municipality: string;
  readonly writer: string;
  readonly tree: Frontier | null;
  /** UTC, ISO 8601. */
  readonly at: string;
}

/** The signed statement that the writer's log holds exactly these records (C2SP tlog-checkpoint). */
export function checkpointNote({ municipality, writer, tree, at }: CheckpointFacts, keys: AuditKeys): string {
  const lines = [originOf(municipality, writer), String(sizeOf(tree)), rootOf(tree).toString('base64'), `at ${at}`];
  const signer = { name: signerName(municipality), key: keys.signingKey, publicKey: keys.publicKey };
  return signNote(lines.map((line) => `${line}\n`).join(''), signer);
}
