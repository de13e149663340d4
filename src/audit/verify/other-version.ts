import { join } from 'node:path';

import { CHECKPOINT_FILE } from '../format/log-format.js';
import type { Basis } from './basis.js';
import type { HeadReading } from './head.js';
import { openSegment } from './open-segment.js';
import { readCheckpoint, readVerifierKey, verifierKeyOf } from './signed-checkpoint.js';
import { readRegular } from './regular-file.js';

/** Where the reading of a writer ended because the rest is of a version of the format that is not read here. */
export interface OtherVersion {
  /** File name of the first such segment. */
  readonly segment: string;
  readonly version: number;
  /**
   * What stands beside it and is as the versions read here write it. A program of another version may have left
   * it so; it also looks like this where somebody changed the first line of a segment and all that names the
   * version behind it.
   */
  readonly beside: readonly string[];
}

/**
 * Of the segments behind one that is not read, the first of which something is wrong that no version explains: it
 * is missing, it has no first line although others follow it, its first line was changed, or its version is lower
 * than one before. Null where there is none.
 * @param unread number and version of the segment where the reading ended
 */
export async function wrongBehind(
  folder: string,
  unread: { readonly index: number; readonly version: number },
  newest: number,
): Promise<string | null> {
  let highest = unread.version;
  for (let index = unread.index + 1; index <= newest; index++) {
    const [name, reader] = await openSegment(folder, index);
    if (reader === null) return `segment ${name} is missing`;
    try {
      await reader.readFirstLine();
      const { version, otherVersion, broken } = reader;
      // A crash may have cut the first line of the newest one.
      if (version === null && index < newest) return `segment ${name} has no beginning`;
      if (version !== null && version < highest) return olderThanBefore(name);
      if (version !== null && otherVersion === null && broken !== null) return broken;
      highest = version ?? highest;
    } finally {
      await reader.close();
    }
  }
  return null;
}

/** No program goes back to an older version within one chain. */
export function olderThanBefore(segment: string): string {
  return `segment ${segment} is of an older version of the format than the one before`;
}

/**
 * Whether neither keys nor an authentic head tell of this writer. Every version leaves one of the two, so that a
 * folder with a first line and nothing else was put there by somebody. Without keys nobody can say: false.
 */
export async function isOfNobody(writer: string, basis: Basis, { head }: HeadReading): Promise<boolean> {
  if (basis.kind === 'PUBLIC' || head !== null) return false;
  return (await basis.secrets.signer(writer).catch(() => null)) === null;
}

/** Head and checkpoint of the writer, as far as they can be read and checked. */
export async function knownBeside(
  folder: string,
  writer: string,
  basis: Basis,
  { head, keys }: { readonly head: HeadReading; readonly keys: readonly string[] },
): Promise<readonly string[]> {
  const beside: string[] = [];
  if (head.head !== null) beside.push(`its head is authentic and names record ${head.head.seq}`);
  const note = await readRegular(join(folder, CHECKPOINT_FILE)).then(String, () => '');
  const known = [
    ...[...keys, ...(basis.kind === 'PUBLIC' ? basis.trusted : [])].map(readVerifierKey),
    await ownKey(note, writer, basis),
  ];
  for (const key of known) {
    const checkpoint = key === null ? '' : readCheckpoint(note, key);
    if (typeof checkpoint === 'string') continue;
    beside.push(`its checkpoint is signed by a known key and covers ${checkpoint.size} records`);
    break;
  }
  return beside;
}

/** The key that the writer signs with now; what it is called only the note itself says. */
async function ownKey(note: string, writer: string, basis: Basis) {
  if (basis.kind === 'PUBLIC') return null;
  const signer = await basis.secrets.signer(writer).catch(() => null);
  const [origin = ''] = note.split('\n', 1);
  return signer === null ? null : verifierKeyOf(origin, signer.publicKey);
}
