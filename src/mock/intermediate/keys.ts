import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWER_TYPE } from '../../../adapters/intermediate-server/protocol/terms.js';
import { readMeta, writeMeta, type State } from './state.js';
import { makeFolderSync } from '../../files/make-folder.js';

/**
 * What an institution needs to call its server, and to know its answers. Lies in `intermediate-<institution>.json`.
 */
export interface Credentials {
  readonly institution: string;
  readonly privateKey: JsonWebKey;
  readonly serverPublicKey: JsonWebKey;
}

/** Signs answers (EdDSA, compact JWS). */
export class SigningKey {
  readonly publicKey: JsonWebKey;

  constructor(private readonly key: KeyObject) {
    this.publicKey = createPublicKey(key).export({ format: 'jwk' });
  }

  /** The key in the state, made when there is none yet. */
  static of(state: State): SigningKey {
    const stored = readMeta(state, 'signing-key');
    if (stored !== null)
      return new SigningKey(createPrivateKey({ key: JSON.parse(stored) as JsonWebKey, format: 'jwk' }));
    const { privateKey } = generateKeyPairSync('ed25519');
    writeMeta(state, 'signing-key', JSON.stringify(privateKey.export({ format: 'jwk' })));
    return new SigningKey(privateKey);
  }

  /** A key that nobody knows: for answers that are to be found out. */
  static stranger(): SigningKey {
    return new SigningKey(generateKeyPairSync('ed25519').privateKey);
  }

  /**
   * RFC 7515, compact. By hand because a transaction must not wait: the library that checks it signs in
   * promises only.
   */
  sign(payload: object): string {
    const text = `${base64url({ alg: 'EdDSA', typ: ANSWER_TYPE })}.${base64url(payload)}`;
    return `${text}.${sign(null, Buffer.from(text), this.key).toString('base64url')}`;
  }
}

/**
 * The institution's file; made, with a key pair of its own, when it is missing. Returns the public key to be
 * registered.
 */
export function ensureCredentials(directory: string, institution: string, server: SigningKey): Credentials {
  const file = join(directory, `intermediate-${institution}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  const { privateKey } = generateKeyPairSync('ed25519');
  const made = {
    institution,
    privateKey: privateKey.export({ format: 'jwk' }),
    serverPublicKey: server.publicKey,
  };
  // The gateway's own keys may come to lie beside it.
  makeFolderSync(directory);
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

export function publicPartOf({ privateKey }: Credentials): JsonWebKey {
  return createPublicKey(createPrivateKey({ key: privateKey, format: 'jwk' })).export({ format: 'jwk' });
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
