import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { errnoOf } from '../../files/errno.js';
import { readRegular } from '../../files/regular-file.js';
import { OtherSecretError } from '../audit-faults.js';
import { HEAD_COPY_BYTES, HEAD_FILE, LONGEST_SEGMENT, WRITER_PATTERN } from '../format/log-format.js';
import { readSeed } from '../keys/key-files.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { clearRecord } from './segment-end.js';
import { framesOf } from './stored-frames.js';
import { segmentIndexes, segmentPath } from './writer-folder.js';

/**
 * Refuses a log whose writers were begun with another secret, before anything is written beside it: a second chain
 * under the wrong secret would make it a log that never verifies again. All that names a secret in a folder must
 * name another, for one name alone may have been changed by somebody who wants the gateway to stand still.
 * @throws OtherSecretError
 */
export async function refuseOtherSecret(root: string, keys: AuditKeys): Promise<void> {
  const names = await readdir(root).catch((): string[] => []);
  for (const writer of names.filter((each) => WRITER_PATTERN.test(each))) {
    const named = [...(await namedInHead(join(root, writer))), ...(await namedInGenesis(join(root, writer)))];
    if (named.length > 0 && !named.includes(keys.keyId)) throw new OtherSecretError(writer);
  }
}

/** The same for the keys of writers, which are wrapped under the secret. @throws OtherSecretError */
export async function refuseForeignKeys(keys: AuditKeys): Promise<void> {
  const names = await readdir(keys.directory).catch((): string[] => []);
  for (const writer of names.filter((each) => WRITER_PATTERN.test(each)))
    await readSeed(keys, writer).catch((error: unknown) => {
      // A file that cannot be read says nothing of the secret; one that does not open does.
      throw SYSTEM_FAULT.test(errnoOf(error) ?? '') ? error : new OtherSecretError(`keys/audit/${writer}`);
    });
}

const SYSTEM_FAULT = /^E[A-Z0-9]+$/;

async function namedInHead(folder: string): Promise<readonly string[]> {
  const content = await readRegular(join(folder, HEAD_FILE)).catch(() => Buffer.alloc(0));
  return [content.subarray(0, HEAD_COPY_BYTES), content.subarray(HEAD_COPY_BYTES)].flatMap((copy) => {
    try {
      const { keyId } = JSON.parse(copy.toString('utf8')) as { readonly keyId?: unknown };
      return typeof keyId === 'string' ? [keyId] : [];
    } catch {
      return [];
    }
  });
}

async function namedInGenesis(folder: string): Promise<readonly string[]> {
  const [first] = await segmentIndexes(folder).catch((): number[] => []);
  if (first !== 1) return [];
  const path = segmentPath(folder, first);
  const content = await readRegular(path, LONGEST_SEGMENT).catch(() => Buffer.alloc(0));
  const [frame] = framesOf(content, path);
  const record = frame === undefined ? null : clearRecord(frame);
  return record?.kind === 'GENESIS' ? [record.keyId] : [];
}
