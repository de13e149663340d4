import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { makeFolder } from '../files/make-folder.js';
import { readText } from './read-text.js';
import { DocumentsError, faultLine } from './documents-error.js';

/** The one algorithm of a manifest: EdDSA over Ed25519 (RFC 8037, section 3.1). There is nothing to negotiate. */
export const ALGORITHM = 'EdDSA';
const CURVE = 'Ed25519';

export interface SigningKeyFiles {
  readonly privateFile: string;
  readonly publicFile: string;
}

/**
 * Makes a key pair as two JWK files. Throws DocumentsError where either stands already: a new key in an old
 * one's place would make every manifest signed so far worthless.
 */
export async function makeSigningKey(directory: string): Promise<SigningKeyFiles> {
  const privateFile = join(directory, 'documents.private.jwk');
  const publicFile = join(directory, 'documents.public.jwk');
  const taken = [privateFile, publicFile].filter((file) => existsSync(file));
  if (taken.length > 0) {
    const fault = { ja: 'すでにあります。上書きしません', en: 'exists already and is not overwritten' };
    throw new DocumentsError(taken.map((file) => faultLine(file, fault)));
  }
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: CURVE, extractable: true });
  const { d, ...bare } = await exportJWK(privateKey);
  const publicJwk = { ...bare, kid: await calculateJwkThumbprint(bare), alg: ALGORITHM, use: 'sig' };
  await makeFolder(directory);
  await writeFile(privateFile, toText({ ...publicJwk, d }), { mode: 0o600, flag: 'wx' });
  await writeFile(publicFile, toText(publicJwk), { mode: 0o644, flag: 'wx' });
  return { privateFile, publicFile };
}

const toText = (jwk: JWK): string => `${JSON.stringify(jwk, null, 2)}\n`;

/**
 * Reads one half of the pair, and refuses the other: a private key has no business on a gateway. Throws
 * DocumentsError.
 */
export async function readSigningKey(
  file: string,
  half: 'private' | 'public',
  where: string,
): Promise<CryptoKey> {
  const refuse = (ja: string, en: string): never => {
    throw new DocumentsError([faultLine(where, { ja, en })]);
  };
  const text = readText(file) ?? refuse('ファイルが読めません', 'the file cannot be read');
  const jwk = parseJwk(text);
  if (jwk?.kty !== 'OKP' || jwk.crv !== CURVE)
    return refuse(`${CURVE} の JWK ではありません`, `is no JWK of ${CURVE}`);
  if (half === 'public' && jwk.d !== undefined)
    return refuse(
      '秘密鍵です。公開鍵のファイルを指定してください',
      'holds a private key: give the file of the public one',
    );
  if (half === 'private' && jwk.d === undefined)
    return refuse(
      '公開鍵です。秘密鍵のファイルを指定してください',
      'holds a public key: give the file of the private one',
    );
  const key = await importJWK(jwk, ALGORITHM).catch(() => refuse('鍵が壊れています', 'the key is damaged'));
  return key instanceof Uint8Array ? refuse('鍵が壊れています', 'the key is damaged') : key;
}

function parseJwk(text: string): JWK | null {
  try {
    return Object(JSON.parse(text)) as JWK;
  } catch {
    return null;
  }
}
