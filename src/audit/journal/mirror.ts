import { copyFile, readdir, stat, unlink } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, join } from 'node:path';

import {
  HEAD_FILE,
  LONGEST_SEGMENT,
  MAX_BATCH_FRAMES,
  SEGMENT_PATTERN,
  TOMBSTONE_PATTERN,
} from '../format/log-format.js';
import { readHead } from '../segments/head.js';
import { framesOf } from '../segments/stored-frames.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { BrokenLog } from './recovery.js';
import { errnoOf } from '../../files/errno.js';
import { makeFolder } from '../../files/make-folder.js';
import { syncFolder } from '../files/sync-folder.js';
import { openRegular, readRegular } from '../../files/regular-file.js';
import { writeWhole } from '../../files/write-whole.js';

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
 * @throws BrokenLog when the copy's head names records that the journal does not have, or has otherwise: they were
 *   sealed, and are gone.
 * @throws IrregularFileError where a link, a pipe or the like stands in the place of one of its files
 */
export async function catchUp({ folder, mirror, keys, seq }: MirrorPlace): Promise<void> {
  await makeFolder(mirror);
  const head = await readHead(mirror, keys);
  if (head !== null && head.seq > seq + MAX_BATCH_FRAMES)
    throw new BrokenLog(`its second copy goes to ${head.seq}, the journal only to ${seq}`);
  const wanted = (await readdir(folder)).filter(isOfWriter);
  for (const name of (await readdir(mirror)).filter(isOfWriter))
    if (!wanted.includes(name)) await unlink(join(mirror, name));
  const newest = wanted
    .filter((name) => SEGMENT_PATTERN.test(name))
    .sort()
    .at(-1);
  for (const name of wanted)
    await sameFile({
      from: join(folder, name),
      to: join(mirror, name),
      sealed: head?.seq ?? 0,
      ended: name !== HEAD_FILE && name !== newest,
    });
  await syncFolder(mirror);
}

function isOfWriter(name: string): boolean {
  return name === HEAD_FILE || SEGMENT_PATTERN.test(name) || TOMBSTONE_PATTERN.test(name);
}

interface CopiedFile {
  readonly from: string;
  readonly to: string;
  /** Sequence number up to which the copy was sealed. */
  readonly sealed: number;
  /** Nothing is added to it any more. */
  readonly ended: boolean;
}

async function sameFile(file: CopiedFile): Promise<void> {
  const { from, to } = file;
  const present = await openRegular(to, 'r+').catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
    return null;
  });
  if (present === null) {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    const made = await openRegular(to, 'r+');
    return made.sync().finally(() => made.close());
  }
  try {
    // All that ended is not read again at each start: what became of it there since is the verifier's to tell.
    if (file.ended && (await present.stat()).size === (await stat(from)).size) return;
    const [content, copied] = [await readRegular(from, LONGEST_SEGMENT), await present.readFile()];
    const same = sharedPrefix(content, copied);
    if (SEGMENT_PATTERN.test(basename(from)) && same < Math.min(content.length, copied.length))
      refuseIfSealed(content, same, file);
    await present.truncate(same);
    await writeWhole(present, content.subarray(same), same);
    await present.sync();
  } finally {
    await present.close();
  }
}

/**
 * The copy may have been ahead of the journal by what was under way in a crash; started without the copy, the
 * journal goes on with other records in that place. Those that nobody rests on give way. Others are evidence.
 */
function refuseIfSealed(content: Buffer, same: number, { from, sealed }: CopiedFile): void {
  let last = 0;
  for (const { seq, end } of framesOf(content, from)) if (end <= same) last = seq;
  if (sealed > last + MAX_BATCH_FRAMES)
    throw new BrokenLog(`its second copy has other records after ${last} than the journal`);
}

/** Bytes that both begin with. */
function sharedPrefix(one: Buffer, other: Buffer): number {
  const length = Math.min(one.length, other.length);
  if (one.compare(other, 0, length, 0, length) === 0) return length;
  let at = 0;
  while (one[at] === other[at]) at++;
  return at;
}
