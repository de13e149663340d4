import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolderSync } from '../../files/make-folder.js';

/** What an institution needs to call a stand-in, as it lies in a file of its own. */
export interface CallerKeys {
  readonly institution: string;
  readonly privateKey: JsonWebKey;
}

/** The institution's file; made, with a key pair of its own and `more` in it, when it is missing. */
export function ensureCallerKeys<More extends object>(
  file: string,
  institution: string,
  more: More,
): CallerKeys & More {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as CallerKeys & More;
  const { privateKey } = generateKeyPairSync('ed25519');
  const made = { institution, privateKey: privateKey.export({ format: 'jwk' }), ...more };
  // The gateway's own keys may come to lie beside it.
  makeFolderSync(dirname(file));
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

/** To be registered at the stand-in. */
export function publicPartOf({ privateKey }: CallerKeys): JsonWebKey {
  return createPublicKey(createPrivateKey({ key: privateKey, format: 'jwk' })).export({ format: 'jwk' });
}
