import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { readdir, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { errnoOf } from '../../files/errno.js';
import { makeFolder } from '../../files/make-folder.js';
import { syncFolder } from '../files/sync-folder.js';
import type { AuditKeys } from './audit-keys.js';
import { SEED_BYTES, type Seed } from './segment-keys.js';
import { openFresh, readRegular } from '../../files/regular-file.js';

/**
 * The keys of one writer: `seed` (of the segment being written, and no other) and `000001.key`, ... (the data
 * key of each segment that can still be read). Each file is one line, wrapped with AES-256-GCM: nonce ‖ key ‖
 * tag in base64url.
 */
const SEED_FILE = 'seed';
const DATA_KEY_BYTES = 32;
const NONCE = 12;
const TAG = 16;

/** Null when the writer has no keys yet. */
export async function readSeed(keys: AuditKeys, writer: string): Promise<Seed | null> {
  const line = await lineIn(pathOf(keys, writer, SEED_FILE));
  if (line === null) return null;
  const [segment = '', wrapped = ''] = line.split(' ');
  return { segment: Number(segment), bytes: unwrap(keys, wrapped, `${writer} seed ${segment}`) };
}

/** Replaces the seed of the segment before, which is lost with it: that is its purpose. */
export async function writeSeed(keys: AuditKeys, writer: string, { segment, bytes }: Seed): Promise<void> {
  const wrapped = wrap(keys, bytes, `${writer} seed ${segment}`);
  await replaceFile(pathOf(keys, writer, SEED_FILE), `${segment} ${wrapped}\n`);
}

/** Makes the first seed of a writer. */
export async function makeSeed(keys: AuditKeys, writer: string): Promise<Seed> {
  const seed = { segment: 1, bytes: randomBytes(SEED_BYTES) };
  await writeSeed(keys, writer, seed);
  return seed;
}

/** Null when it was never made or has been destroyed: the segment cannot be read any more. */
export async function readDataKey(
  keys: AuditKeys,
  writer: string,
  segment: number,
): Promise<KeyObject | null> {
  const line = await lineIn(dataKeyPath(keys, writer, segment));
  return line === null ? null : createSecretKey(unwrap(keys, line, `${writer} data ${segment}`));
}

/** The data key of a segment, made where there is none yet. */
export async function takeDataKey(keys: AuditKeys, writer: string, segment: number): Promise<KeyObject> {
  const known = await readDataKey(keys, writer, segment);
  if (known !== null) return known;
  const bytes = randomBytes(DATA_KEY_BYTES);
  await replaceFile(
    dataKeyPath(keys, writer, segment),
    `${wrap(keys, bytes, `${writer} data ${segment}`)}\n`,
  );
  return createSecretKey(bytes);
}

/** After this no copy of the segment can be read by anybody. */
export async function destroyDataKey(keys: AuditKeys, writer: string, segment: number): Promise<void> {
  const path = dataKeyPath(keys, writer, segment);
  await unlink(path).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
  });
  await syncFolder(dirname(path));
}

/** A line that lies beside a writer's keys and is none; null where there is none. */
export async function readSmallKeyFile(
  keys: AuditKeys,
  writer: string,
  name: string,
): Promise<string | null> {
  return lineIn(pathOf(keys, writer, name));
}

export async function writeSmallKeyFile(
  keys: AuditKeys,
  { writer, name }: { readonly writer: string; readonly name: string },
  line: string,
): Promise<void> {
  await replaceFile(pathOf(keys, writer, name), `${line}\n`);
}

/** Names of the writers that ever had keys here. */
export async function writersWithKeys(keys: AuditKeys): Promise<readonly string[]> {
  return readdir(keys.directory).catch((): string[] => []);
}

function pathOf(keys: AuditKeys, writer: string, name: string): string {
  return join(keys.directory, writer, name);
}

function dataKeyPath(keys: AuditKeys, writer: string, segment: number): string {
  return pathOf(keys, writer, `${String(segment).padStart(6, '0')}.key`);
}

async function lineIn(path: string): Promise<string | null> {
  try {
    return String(await readRegular(path)).trimEnd();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Complete and durable, or as before. */
async function replaceFile(path: string, content: string): Promise<void> {
  await makeFolder(dirname(path));
  const unfinished = `${path}.new`;
  const handle = await openFresh(unfinished, 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, path);
  await syncFolder(dirname(path));
}

function wrap({ wrapKey }: AuditKeys, key: Buffer, use: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', wrapKey, nonce).setAAD(Buffer.from(use));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

/** Throws where the file was altered, or lies in another's place. */
function unwrap({ wrapKey }: AuditKeys, wrapped: string, use: string): Buffer {
  const bytes = Buffer.from(wrapped, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', wrapKey, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(use)).setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
}
