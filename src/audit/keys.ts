import { createPrivateKey, createPublicKey, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

import { GatewayError } from '../errors/gateway-error.js';
import { errnoOf } from './errno.js';

const SECRET_BYTES = 32;

/**
 * The keys of one log, derived from one secret. They are key objects: printing, inspecting or serialising them shows no
 * bytes. Whoever holds them can forge the log, so the file lies outside the audit folder and apart from its copies.
 */
export interface AuditKeys {
  /** Names the secret without betraying it; stands in GENESIS and in every head. */
  readonly keyId: string;
  readonly chainKey: KeyObject;
  readonly subjectKey: KeyObject;
  readonly headKey: KeyObject;
  /** Ed25519: signs checkpoints. Whoever has only `publicKey` can check them and forge nothing. */
  readonly signingKey: KeyObject;
  /** Raw, 32 bytes (RFC 8032). */
  readonly publicKey: Buffer;
}

/**
 * Reads the secret from `file`; with `create`, makes one first when there is none.
 * @throws GatewayError AUDIT_UNAVAILABLE: no file, one that others may read, or one that holds no secret.
 */
export function loadAuditKeys(file: string, options: { readonly create: boolean }): AuditKeys {
  if (options.create) createSecretFile(file);
  return deriveKeys(readSecret(file));
}

function deriveKeys(secret: Buffer): AuditKeys {
  const derive = (use: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `sekisho audit 1 ${use}`, bytes));
  const signingKey = ed25519From(derive('checkpoint', SECRET_BYTES));
  return Object.freeze({
    keyId: derive('key id', 9).toString('base64url'),
    chainKey: createSecretKey(derive('chain', SECRET_BYTES)),
    subjectKey: createSecretKey(derive('subject', SECRET_BYTES)),
    headKey: createSecretKey(derive('head', SECRET_BYTES)),
    signingKey,
    publicKey: createPublicKey(signingKey).export({ format: 'der', type: 'spki' }).subarray(-SECRET_BYTES),
  });
}

/** What stands before the 32 bytes of the seed in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519From(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}

function readSecret(file: string): Buffer {
  let text: string;
  try {
    // A key that others can read proves nothing: refuse rather than mend, so that somebody asks who has read it.
    if ((statSync(file).mode & 0o077) !== 0)
      throw keyFault(`others may read ${file}: find out who did, then chmod 600`);
    text = readFileSync(file, 'utf8');
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
  const secret = Buffer.from(parsed.secret, 'base64url');
  return secret.length === SECRET_BYTES && secret.toString('base64url') === parsed.secret ? secret : null;
}

/** Complete or absent, also when two gateways start at once: the second finds the link taken and uses the first's. */
function createSecretFile(file: string): void {
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
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
    syncFolder(dirname(file));
  } catch (cause) {
    if (errnoOf(cause) !== 'EEXIST') throw keyFault(`${file} cannot be made`, cause);
  } finally {
    removeQuietly(unfinished);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
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
