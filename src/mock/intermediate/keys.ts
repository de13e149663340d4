import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { join } from 'node:path';
import { ANSWER_TYPE } from '../../../adapters/intermediate-server/protocol/terms.js';
import { ensureCallerKeys, type CallerKeys } from '../signed-calls/caller-keys.js';
import { readMeta, writeMeta, type State } from '../signed-calls/state.js';

/**
 * What an institution needs to call its server, and to know its answers. Lies in `intermediate-<institution>.json`.
 */
export interface Credentials extends CallerKeys {
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
  return ensureCallerKeys(file, institution, { serverPublicKey: server.publicKey });
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
