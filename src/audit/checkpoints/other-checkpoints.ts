import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { CHECKPOINT_FILE, WRITER_PATTERN } from '../format/log-format.js';
import type { OtherCheckpoint } from '../record/record.js';
import { openFresh, readRegular } from '../../files/regular-file.js';

/** Leaves the newest note where the other writers find it. Not synced: it is a copy of what the log holds. */
export async function publishCheckpoint(root: string, writer: string, note: string): Promise<void> {
  const path = join(root, writer, CHECKPOINT_FILE);
  const handle = await openFresh(`${path}.new`, 0o600);
  await handle.writeFile(note).finally(() => handle.close());
  await rename(`${path}.new`, path);
}

/** The newest checkpoint of every other writer, as far as it can be read. */
export async function otherCheckpoints(root: string, writer: string): Promise<readonly OtherCheckpoint[]> {
  const names = (await readdir(root)).filter((name) => WRITER_PATTERN.test(name) && name !== writer);
  const notes = await Promise.all(
    names
      .sort()
      .map(
        async (name) =>
          [name, await readRegular(join(root, name, CHECKPOINT_FILE)).then(String, () => null)] as const,
      ),
  );
  return notes.flatMap(([name, note]) => {
    const [, size = '', hash = ''] = note?.split('\n') ?? [];
    return /^\d{1,15}$/.test(size) ? [{ writer: name, size: Number(size), root: hash }] : [];
  });
}
