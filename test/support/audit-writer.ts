/**
 * A gateway reduced to its journal, to be killed: appends requests without pause, many at once, and prints the
 * sequence number of each outcome once its seal has resolved. Arguments: audit folder, key file.
 */
import { writeSync } from 'node:fs';

import { openJournal } from '../../src/audit/journal/journal.js';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { answer } from '../unit/audit/fixtures.js';

const AT_ONCE = 20;

async function main(directory: string, keyFile: string): Promise<void> {
  const keys = loadAuditKeys(keyFile, { create: true });
  // Short segments: kills must meet their ends, when seed and keys change.
  const log = await openJournal({ directory, keys, municipality: '132101', segmentBytes: 6_000 });
  const worker = async (name: number): Promise<void> => {
    for (let count = 0; ; count++) {
      const seq = await answer(log, `${process.pid}-${name}-${count}`);
      // Straight to the pipe: a line that is out was sealed, whatever happens to this process next.
      writeSync(1, `${log.writer}/${seq}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, name) => worker(name)));
}

void main(process.argv[2] as string, process.argv[3] as string);
