import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { municipalityCode } from './protocol/fields.js';

/** What the city needs to call the vaccination record system. */
export interface Credentials {
  readonly institution: string;
  readonly privateKey: KeyObject;
}

const file = z.strictObject({
  institution: municipalityCode,
  privateKey: z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), d: z.string() }),
});

/**
 * Reads `vrs-<municipality>.json`. The message of a fault says nothing of what stands in the file.
 * @param read text of a file that a setting names; throws the system's error
 */
export function readCredentials(path: string, read: (path: string) => string): Credentials {
  try {
    const { institution, privateKey } = file.parse(JSON.parse(read(path)));
    return { institution, privateKey: createPrivateKey({ key: privateKey as JsonWebKey, format: 'jwk' }) };
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error
        ? String(error.code)
        : 'not credentials of the vaccination record system';
    throw new Error(
      `${path}: cannot be read (${code}). It holds the city's key; the system's operator hands it out.`,
    );
  }
}
