import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { LONGEST_SEGMENT, WRITER_PATTERN } from '../format/log-format.js';
import { LONGEST_LINE, isReadable, versionIn } from '../format/log-version.js';
import { framesOf } from './stored-frames.js';
import { segmentIndexes, segmentPath } from './writer-folder.js';
import { openRegular, readRegular } from '../../files/regular-file.js';

/**
 * Refuses a log that was written by another version of the format, before anything is written beside it. Within a
 * chain versions only go up, so it is enough to read the first and the newest segment of each writer. A segment
 * whose first line contradicts its records passes: that is tampering, which the verifier shows, and which must not
 * stop the gateway.
 * @throws GatewayError AUDIT_UNAVAILABLE, which names the segment, its version and what to do.
 */
export async function refuseOtherVersions(root: string): Promise<void> {
  const names = await readdir(root).catch((): string[] => []);
  for (const name of names.filter((each) => WRITER_PATTERN.test(each))) {
    const folder = join(root, name);
    const indexes = await segmentIndexes(folder).catch((): number[] => []);
    for (const index of new Set([...indexes.slice(0, 1), ...indexes.slice(-1)]))
      await refuseOtherVersion(segmentPath(folder, index));
  }
}

async function refuseOtherVersion(path: string): Promise<void> {
  const version = versionIn(await beginningOf(path));
  if (version !== null && !isReadable(version))
    framesOf(await readRegular(path, LONGEST_SEGMENT), path).next();
}

async function beginningOf(path: string): Promise<Buffer> {
  const handle = await openRegular(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LINE), 0, LONGEST_LINE, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
