import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Most bytes of one small file: heads and notes. */
const SMALL_FILE = 1024 * 1024;

/** A file longer than it can be. */
export class FileTooLongError extends Error {
  override readonly name = 'FileTooLongError';
}

/**
 * Never through a link, and never waiting for a pipe that nobody writes to; whether it is a file is asked of what
 * was opened. The verifier's own, as everything of it: what the writer misses here it must not miss, too.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error('no regular file');
}

/** @throws FileTooLongError where it is sparse or swollen: it is told by its size, not by reading it */
export async function readRegular(path: string): Promise<Buffer> {
  const handle = await openRegular(path);
  try {
    if ((await handle.stat()).size > SMALL_FILE) throw new FileTooLongError();
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
