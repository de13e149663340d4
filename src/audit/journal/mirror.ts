import { copyFile, readdir, stat, truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import {
  HEAD_COPY_BYTES,
  HEAD_FILE,
  LONGEST_SEGMENT,
  MAX_BATCH_FRAMES,
  SEGMENT_PATTERN,
  TOMBSTONE_PATTERN,
} from '../format/log-format.js';
import { readHead } from '../segments/head.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { BrokenLog } from './recovery.js';
import { makeFolder } from '../../files/make-folder.js';
import { syncFolder } from '../files/sync-folder.js';
import { openRegular, readRegular } from '../../files/regular-file.js';

/** Both copies of its line. */
const HEAD_BYTES = 2 * HEAD_COPY_BYTES;

interface MirrorPlace {
  /** The writer's folder, already brought to where it goes on. */
  readonly folder: string;
  readonly mirror: string;
  readonly keys: AuditKeys;
  /** Sequence number of the newest record in `folder`. */
  readonly seq: number;
}

/**
 * Brings the second copy of a writer's folder to the state of the first, after a crash or a time without the copy.
 * @throws BrokenLog when the copy's head names records that the journal does not have: they were sealed, and
 *   are gone.
 */
export async function catchUp({ folder, mirror, keys, seq }: MirrorPlace): Promise<void> {
  await makeFolder(mirror);
  const head = await readHead(mirror, keys);
  if (head !== null && head.seq > seq + MAX_BATCH_FRAMES)
    throw new BrokenLog(`its second copy goes to ${head.seq}, the journal only to ${seq}`);
  const wanted = (await readdir(folder)).filter(isOfWriter);
  for (const name of (await readdir(mirror)).filter(isOfWriter))
    if (!wanted.includes(name)) await unlink(join(mirror, name));
  for (const name of wanted) await sameFile(join(folder, name), join(mirror, name));
  await syncFolder(mirror);
}

function isOfWriter(name: string): boolean {
  return name === HEAD_FILE || SEGMENT_PATTERN.test(name) || TOMBSTONE_PATTERN.test(name);
}

async function sameFile(from: string, to: string): Promise<void> {
  const { size } = await stat(from);
  const present = await stat(to).catch(() => null);
  if (present === null) await copyFile(from, to);
  else if (present.size > size) await truncate(to, size);
  // Segments only grow: of one that was begun here the rest is added. The head is as short as it is different.
  if (present !== null && (present.size < size || size <= HEAD_BYTES))
    await writeRest(from, to, size <= HEAD_BYTES ? 0 : present.size);
  const handle = await openRegular(to, 'r+');
  await handle.sync().finally(() => handle.close());
}

async function writeRest(from: string, to: string, at: number): Promise<void> {
  const rest = (await readRegular(from, LONGEST_SEGMENT)).subarray(at);
  const handle = await openRegular(to, 'r+');
  await handle.write(rest, 0, rest.length, at).finally(() => handle.close());
}
