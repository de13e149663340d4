import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The stand-ins, by their folders below `SEKISHO_DATA`. */
export type StandInFolder = 'intermediate' | 'vrs';

/** Where the stand-in that was started last listens: with `npm start`, on another port each time. */
function fileOf(dataDirectory: string, standIn: StandInFolder): string {
  return join(dataDirectory, standIn, 'url');
}

/** Written at each start, for the commands beside the running gateway. */
export function writeAddress(dataDirectory: string, standIn: StandInFolder, { origin }: URL): void {
  writeFileSync(fileOf(dataDirectory, standIn), `${origin}\n`, { mode: 0o600 });
}

/** Null where none was ever started here; one that has ended is found out by asking it. */
export function writtenAddress(dataDirectory: string, standIn: StandInFolder): URL | null {
  try {
    return new URL(readFileSync(fileOf(dataDirectory, standIn), 'utf8').trim());
  } catch {
    return null;
  }
}
