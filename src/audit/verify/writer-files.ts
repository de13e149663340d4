import { readdir } from 'node:fs/promises';

import { CHECKPOINT_FILE, HEAD_FILE, SEGMENT_PATTERN, TOMBSTONE_PATTERN } from '../format/log-format.js';
import { isBystander } from './bystanders.js';

const KNOWN_FILES = new Set([HEAD_FILE, CHECKPOINT_FILE, `${CHECKPOINT_FILE}.new`]);

export interface WriterFiles {
  /** Number of the newest segment or tombstone, 0 where there is none. */
  readonly newest: number;
  /** Names that no version read here makes, and places of the log's files that something else stands in. */
  readonly strangers: readonly string[];
  /** Names that a file system or an editor leaves by itself. */
  readonly bystanders: readonly string[];
}

export async function writerFiles(folder: string): Promise<WriterFiles> {
  let newest = 0;
  const strangers: string[] = [];
  const bystanders: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (entry.isFile() && (SEGMENT_PATTERN.test(name) || TOMBSTONE_PATTERN.test(name)))
      newest = Math.max(newest, Number.parseInt(name, 10));
    else if (entry.isFile() && KNOWN_FILES.has(name)) continue;
    else if (isBystander(entry)) bystanders.push(name);
    else strangers.push(name);
  }
  return { newest, strangers, bystanders };
}
