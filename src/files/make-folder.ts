import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './errno.js';

/** For the account alone that the program runs as. */
const OWN = 0o700;
/** For whoever the account's umask lets in: folders that others are meant to read. */
export const SHARED = 0o777;

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` never ends where the system says
 * ENOENT though the folder above is there, as below /proc; this rejects with that error.
 *
 * @param mode of each folder that is made; one that is there keeps its own
 */
export async function makeFolder(path: string, mode = OWN): Promise<void> {
  try {
    await makeOne(path, mode);
  } catch (error) {
    if (!lacksParent(error, path)) throw error;
    await makeFolder(dirname(path), mode);
    await makeOne(path, mode);
  }
}

/** The same for callers that cannot wait. */
export function makeFolderSync(path: string, mode = OWN): void {
  try {
    makeOneSync(path, mode);
  } catch (error) {
    if (!lacksParent(error, path)) throw error;
    makeFolderSync(dirname(path), mode);
    makeOneSync(path, mode);
  }
}

/** A folder that is there is as good, a file in its place is not. */
async function makeOne(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
}

function makeOneSync(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

const lacksParent = (error: unknown, path: string): boolean =>
  errnoOf(error) === 'ENOENT' && dirname(path) !== path;
