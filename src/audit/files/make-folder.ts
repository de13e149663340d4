import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './errno.js';

/**
 * Makes a folder, for its owner alone, and those above it that are missing. Node's own `recursive` never ends
 * where the system says ENOENT though the folder above is there, as below /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdirOnce(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdirOnce(path);
  }
}

/** A folder that is there is as good; a file in its place fails at the first thing that is put into it. */
async function mkdirOnce(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (errnoOf(error) !== 'EEXIST') throw error;
  });
}
