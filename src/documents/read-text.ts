import { readGivenSync } from '../files/regular-file.js';

/** Bytes of a manifest of many thousand documents. */
const LONGEST = 64 * 1024 * 1024;

/** The text of a file that a setting or an argument names; null where there is none that can be read. */
export function readText(file: string): string | null {
  try {
    return readGivenSync(file, LONGEST).text;
  } catch {
    return null;
  }
}
