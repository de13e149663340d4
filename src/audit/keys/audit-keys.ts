import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { GatewayError } from '../../errors/gateway-error.js';
import { errnoOf } from '../../files/errno.js';
import { makeFolderSync } from '../../files/make-folder.js';
import { readGivenSync } from '../../files/regular-file.js';
import { isWeakSecret } from './weak-secret.js';
import { syncFolderSync } from '../files/sync-folder.js';

const SECRET_BYTES = 32;

/**
 * The keys that all writers of one log share, derived from one secret. They are key objects: printing,
 * inspecting or serialising them shows no bytes. They open the log and name its persons, but do not chain or
 * sign: that takes the evolving keys of each writer (`segment-keys.ts`), which lie beside them. Keep both
 * outside the audit folder and apart from its copies.
 */
export interface AuditKeys {
  /** Names the secret without betraying it; stands in GENESIS and in every head. */
  readonly keyId: string;
  readonly subjectKey: KeyObject;
  readonly headKey: KeyObject;
  /** Wraps seeds and data keys where they lie. */
  readonly wrapKey: KeyObject;
  /** Names what the index keeps once for many: an id that anybody could work out, somebody could make two texts of. */
  readonly indexKey: KeyObject;
  /**
   * Not the log's: it rounds the published statistics. Replicas that share a log must round alike, and one secret is
   * easier to keep than two.
   */
  readonly statisticsKey: KeyObject;
  /** Not the log's either: what files of other systems bring lies under it until it is taken in. `keyId` names it. */
  readonly stagingKey: KeyObject;
  /** Absolute path of the folder that holds the writers' keys, one folder each. */
  readonly directory: string;
}

export interface KeyOptions {
  /** Makes the secret when there is none. */
  readonly create: boolean;
  /** The secret itself, 32 bytes in base64url, from `SEKISHO_AUDIT_SECRET`: then no file holds it. */
  readonly secret?: string | null;
}

/**
 * Reads the secret from `file`. The writers' keys lie in the folder beside it that bears its name.
 * @throws GatewayError AUDIT_UNAVAILABLE: no file, one that others may read, or one that holds no secret.
 */
export function loadAuditKeys(file: string, { create, secret = null }: KeyOptions): AuditKeys {
  const directory = join(dirname(file), basename(file, '.json'));
  if (secret !== null) {
    const bytes = secretBytes(secret);
    if (bytes === null) throw keyFault('SEKISHO_AUDIT_SECRET is not 32 bytes in base64url');
    if (isWeakSecret(bytes)) throw keyFault(`SEKISHO_AUDIT_SECRET is no random secret: ${MAKE_ONE}`);
    return deriveKeys(bytes, directory);
  }
  if (create) createSecretFile(file);
  return deriveKeys(readSecret(file), directory);
}

const MAKE_ONE = 'make one with node -p "crypto.randomBytes(32).toString(\'base64url\')"';

function deriveKeys(secret: Buffer, directory: string): AuditKeys {
  const derive = (use: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `sekisho audit 1 ${use}`, bytes));
  return Object.freeze({
    keyId: derive('key id', 9).toString('base64url'),
    subjectKey: createSecretKey(derive('subject', SECRET_BYTES)),
    headKey: createSecretKey(derive('head', SECRET_BYTES)),
    wrapKey: createSecretKey(derive('wrap', SECRET_BYTES)),
    indexKey: createSecretKey(derive('index', SECRET_BYTES)),
    statisticsKey: createSecretKey(derive('statistics', SECRET_BYTES)),
    stagingKey: createSecretKey(derive('staging', SECRET_BYTES)),
    directory,
  });
}

function readSecret(file: string): Buffer {
  let text: string;
  try {
    // A key that others can read proves nothing: refuse rather than mend, so that somebody asks who has read it.
    const read = readGivenSync(file);
    if ((read.mode & 0o077) !== 0)
      throw keyFault(`others may read ${file}: find out who did, then chmod 600`);
    text = read.text;
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw keyFault(
      `${file} cannot be read: restore it from its safe copy; without it no log can be verified`,
      cause,
    );
  }
  const secret = parseSecret(text);
  if (secret === null) throw keyFault(`${file} holds no audit secret: restore it from its safe copy`);
  return secret;
}

function parseSecret(text: string): Buffer | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's message would quote the file's text, which is the secret.
    return null;
  }
  if (
    typeof parsed !== 'object' ||
    parsed === null ||
    !('secret' in parsed) ||
    typeof parsed.secret !== 'string'
  )
    return null;
  return secretBytes(parsed.secret);
}

function secretBytes(text: string): Buffer | null {
  const secret = Buffer.from(text, 'base64url');
  return secret.length === SECRET_BYTES && secret.toString('base64url') === text ? secret : null;
}

/**
 * Complete or absent, also when two gateways start at once: the second finds the link taken and uses the first's.
 */
function createSecretFile(file: string): void {
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    makeFolderSync(dirname(file));
    const handle = openSync(unfinished, 'wx', 0o600);
    try {
      writeSync(
        handle,
        `${JSON.stringify({ version: 1, secret: randomBytes(SECRET_BYTES).toString('base64url') })}\n`,
      );
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    linkSync(unfinished, file);
    syncFolderSync(dirname(file));
  } catch (cause) {
    if (errnoOf(cause) !== 'EEXIST') throw keyFault(`${file} cannot be made`, cause);
  } finally {
    removeQuietly(unfinished);
  }
}

function removeQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Never made, or gone already: nothing to tidy.
  }
}

function keyFault(detail: string, cause?: unknown): GatewayError {
  const ja = `監査ログの鍵を使えません: ${detail}`;
  return new GatewayError('AUDIT_UNAVAILABLE', {
    detail: `audit key: ${detail}`,
    ja,
    en: `Audit key: ${detail}.`,
    cause,
  });
}
