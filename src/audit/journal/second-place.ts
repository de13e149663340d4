import { readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';

import { SecondCopyPlaceError } from '../audit-faults.js';

/**
 * Refuses a second copy that is none: the log's own folder by any name, one inside it, or one that holds it. Asked
 * before anything is made. A folder that is not there yet is judged by the one it would be made in.
 * @throws SecondCopyPlaceError
 */
export async function refuseSamePlace(directory: string, mirror: string): Promise<void> {
  const [log, copy] = [await realPlace(directory), await realPlace(mirror)];
  const nested = log === copy || log.startsWith(`${copy}${sep}`) || copy.startsWith(`${log}${sep}`);
  if (nested || (await sameFolder(directory, mirror))) throw new SecondCopyPlaceError();
}

/** Links in a row that are followed to what is not there yet. */
const MOST_LINKS = 40;

/** Through all links, those to what is not there included. */
async function realPlace(path: string, links = 0): Promise<string> {
  const real = await realpath(path).catch(() => null);
  if (real !== null) return real;
  const target = links < MOST_LINKS ? await readlink(path).catch(() => null) : null;
  if (target !== null) return realPlace(resolve(dirname(path), target), links + 1);
  const parent = dirname(path);
  return parent === path ? path : join(await realPlace(parent, links), basename(path));
}

/** One folder may bear two names that no link tells of, as with a bind mount. */
async function sameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = [await stat(one).catch(() => null), await stat(other).catch(() => null)];
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}
