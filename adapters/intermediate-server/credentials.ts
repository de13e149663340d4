import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { institutionCode } from './protocol/fields.js';

/** What the city needs to call the intermediate server and to know its answers. */
export interface Credentials {
  readonly institution: string;
  readonly privateKey: KeyObject;
  readonly serverPublicKey: KeyObject;
}

const file = z.strictObject({
  institution: institutionCode,
  privateKey: z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), d: z.string() }),
  serverPublicKey: z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519') }),
});

/**
 * Reads `intermediate-<institution>.json`. The message of a fault says nothing of what stands in the file.
 * @param read text of a file that a setting names; throws the system's error
 */
export function readCredentials(path: string, read: (path: string) => string): Credentials {
  try {
    const { institution, privateKey, serverPublicKey } = file.parse(JSON.parse(read(path)));
    return {
      institution,
      privateKey: createPrivateKey({ key: privateKey as JsonWebKey, format: 'jwk' }),
      serverPublicKey: createPublicKey({ key: serverPublicKey as JsonWebKey, format: 'jwk' }),
    };
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error
        ? String(error.code)
        : 'not credentials of the intermediate server';
    throw new Error(
      `${path}: cannot be read (${code}). It holds the city's key and the server's public key; its owner hands it out.`,
    );
  }
}
