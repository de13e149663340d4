import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';

import { errnoOf } from './errno.js';

/**
 * Never waiting: opening a pipe that nobody writes to would last for ever. Whether it is a file at all is asked of what
 * was opened, not of the name, which may mean something else a moment later.
 */
const UNWAITING = constants.O_NONBLOCK;
/** Nor through a link: files that the program makes itself are none, and a link in their place leads elsewhere. */
const CAREFULLY = UNWAITING | constants.O_NOFOLLOW;

/** Most bytes of one small file: keys, heads, notes, locks. */
export const SMALL_FILE = 1024 * 1024;

/** Something else stands where a file belongs: a pipe, a socket, a device, a link or a folder. */
export class IrregularFileError extends Error {
  override readonly name = 'IrregularFileError';
  /** So that whoever tells a fault by its code has one. */
  readonly code: 'EISDIR' | 'EFTYPE';

  constructor(
    /** What stands there, in one word. */
    readonly found: string,
  ) {
    super(`it is no regular file but a ${found}`);
    this.code = found === 'folder' ? 'EISDIR' : 'EFTYPE';
  }
}

/** A file longer than it can be. */
export class FileTooLongError extends Error {
  override readonly name = 'FileTooLongError';
  readonly code = 'EFBIG';
}

/**
 * @param mode `r+`: to be written to as well; it must be there
 * @throws IrregularFileError; the system's own error where nothing can be opened
 */
export async function openRegular(path: string, mode: 'r' | 'r+' = 'r'): Promise<FileHandle> {
  const access = mode === 'r' ? constants.O_RDONLY : constants.O_RDWR;
  const handle = await open(path, access | CAREFULLY).catch((error: unknown) =>
    Promise.reject(irregular(error)),
  );
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new IrregularFileError(kindOf(stats));
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * A new file in the place of whatever bears its name, for drafts that are renamed when they are whole. What was
 * there is removed and not opened: were it a link, or a second name of another file, that one would be written over.
 */
export async function openFresh(path: string, permissions: number): Promise<FileHandle> {
  await rm(path, { force: true });
  return open(path, 'wx', permissions);
}

/**
 * A file that only grows, made where it is missing.
 * @throws IrregularFileError; the system's own error where nothing can be opened
 */
export async function openToAppend(path: string, permissions: number): Promise<FileHandle> {
  const access = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;
  const handle = await open(path, access | CAREFULLY, permissions).catch((error: unknown) =>
    Promise.reject(irregular(error)),
  );
  const stats = await handle.stat();
  if (stats.isFile()) return handle;
  await handle.close();
  throw new IrregularFileError(kindOf(stats));
}

/**
 * The whole file, of at most `limit` bytes: a sparse one of any length is told by its size, not by reading it.
 * @throws IrregularFileError, FileTooLongError; the system's own error where nothing can be read
 */
export async function readRegular(path: string, limit: number = SMALL_FILE): Promise<Buffer> {
  const handle = await openRegular(path);
  try {
    const { size } = await handle.stat();
    if (size > limit) throw new FileTooLongError(`longer than ${limit} bytes`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/**
 * The text of a small file that a person put there (key, secret, policy), and the mode of what was read. A link is
 * followed, for Kubernetes mounts each file of a secret as one (`key.json -> ..data/key.json`, `..data -> ..2023_06_27`)
 * and turns `..data` to exchange them all at once: what is read is what was opened, whole, of one edition.
 * @throws IrregularFileError, FileTooLongError; the system's own error where nothing can be read
 */
export function readGivenSync(
  path: string,
  limit: number = SMALL_FILE,
): { readonly text: string; readonly mode: number } {
  return openedSync(path, (handle, stats) => {
    if (stats.size > limit) throw new FileTooLongError(`longer than ${limit} bytes`);
    const bytes = Buffer.alloc(stats.size);
    const length = readSync(handle, bytes, 0, bytes.length, 0);
    return { text: bytes.toString('utf8', 0, length), mode: stats.mode };
  });
}

/** The text alone. */
export const readGivenText = (path: string): string => readGivenSync(path).text;

/**
 * The first bytes of a file that a person named, as many as it has; a link is followed.
 * @throws IrregularFileError; the system's own error where nothing can be read
 */
export function readBeginningSync(path: string, length: number): Buffer {
  return openedSync(path, (handle) => {
    const beginning = Buffer.alloc(length);
    return beginning.subarray(0, readSync(handle, beginning, 0, length, 0));
  });
}

function openedSync<T>(path: string, read: (handle: number, stats: Stats) => T): T {
  let handle: number;
  try {
    handle = openSync(path, constants.O_RDONLY | UNWAITING);
  } catch (error) {
    throw irregular(error);
  }
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) throw new IrregularFileError(kindOf(stats));
    return read(handle, stats);
  } finally {
    closeSync(handle);
  }
}

/** A link, or a ring of them, ends with ELOOP, a socket and a device without a driver with ENXIO. */
function irregular(error: unknown): unknown {
  const code = errnoOf(error);
  if (code === 'ELOOP') return new IrregularFileError('symbolic link');
  return code === 'ENXIO' || code === 'ENODEV' ? new IrregularFileError('socket or device') : error;
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}
