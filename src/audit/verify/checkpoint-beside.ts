import { join } from 'node:path';

import { FileTooLongError, readRegular } from './regular-file.js';
import { CHECKPOINT_FILE } from '../format/log-format.js';
import { rootAt } from './roots.js';
import type { Fault } from './report.js';
import { signedByAny } from './signed-by-any.js';
import type { SignedCheckpoint } from './signed-checkpoint.js';

/** The note that lies beside a writer's segments; null where there is none, or only what a lost power left. */
export async function noteBeside(folder: string): Promise<string | null> {
  const note = await readRegular(join(folder, CHECKPOINT_FILE)).then(String, (error: unknown) =>
    error instanceof FileTooLongError ? 'no note is that long' : null,
  );
  return note === null || /^\0*$/.test(note) ? null : note;
}

/** What the chain came to, for the note to be held against. */
export interface NotedChain {
  readonly folder: string;
  /** Newest record that verifies. */
  readonly seq: number;
  readonly keys: readonly string[];
  /** Roots of its checkpoints (base64), by size. */
  readonly roots: ReadonlyMap<number, string>;
}

/**
 * Holds a writer's chain to the note that lay beside it before it was read. It is published after it is durable in
 * the log, so that it can say too little after a crash, but never more than the log.
 * @returns what is wrong, or null; and what the note signs of the log as it is
 */
export async function holdToNote(
  note: string,
  { folder, seq, keys, roots }: NotedChain,
): Promise<{ readonly fault: Fault | null; readonly signed: SignedCheckpoint | null }> {
  const wrong = (at: number | null, what: string) => ({ fault: { seq: at, what }, signed: null });
  const signed = signedByAny(note, keys);
  if (signed === null) return wrong(null, 'the checkpoint beside it is signed by no key of this log');
  const { size, root } = signed;
  if (size > seq) return wrong(seq + 1, `missing: the checkpoint beside it signs ${size} records`);
  const found = roots.get(size) ?? (await rootAt(folder, size))?.toString('base64');
  // Purged since: the tombstones' signatures speak for what was there.
  if (found !== undefined && found !== root.toString('base64'))
    return wrong(null, `the first ${size} records are not those that the checkpoint beside it signs`);
  return { fault: null, signed };
}
