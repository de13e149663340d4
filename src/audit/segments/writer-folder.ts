import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { errnoOf } from '../../files/errno.js';
import { openRegular } from '../../files/regular-file.js';
import { writeWhole } from '../../files/write-whole.js';
import { ORIGIN } from './chain.js';
import { HEAD_FILE, SEGMENT_PATTERN, TOMBSTONE_PATTERN, segmentName } from '../format/log-format.js';
import { encodeHead } from './head.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { syncFolder } from '../files/sync-folder.js';

/** A new writer's folder, born with its first head inside. The caller holds the writer's lock. */
export async function createWriterFolder(
  root: string,
  writer: string,
  keys: AuditKeys,
  at: string,
): Promise<void> {
  const draft = join(root, `.new-${writer}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeHead(draft, encodeHead(ORIGIN, keys, at));
  await syncFolder(draft);
  await rename(draft, join(root, writer));
  await syncFolder(root);
}

/** Writes the head in place and waits for the disk. Only at open and recovery; the journal keeps its own handle. */
export async function writeHead(folder: string, content: Buffer): Promise<void> {
  const handle = await openHead(folder);
  try {
    await writeWhole(handle, content, 0);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

export async function openHead(folder: string): Promise<FileHandle> {
  const path = join(folder, HEAD_FILE);
  // Never 'w': a head cut to nothing by a kill between opening and writing would be no head.
  return openRegular(path, 'r+').catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
    return open(path, 'wx', 0o600);
  });
}

/** Numbers of the segments present, ascending. */
export function segmentIndexes(folder: string): Promise<number[]> {
  return indexesOf(folder, SEGMENT_PATTERN);
}

/** Numbers of the segments of which a tombstone is there, ascending. */
export function tombstones(folder: string): Promise<number[]> {
  return indexesOf(folder, TOMBSTONE_PATTERN);
}

async function indexesOf(folder: string, pattern: RegExp): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => pattern.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
}

export function segmentPath(folder: string, index: number): string {
  return join(folder, segmentName(index));
}
