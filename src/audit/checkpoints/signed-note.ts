import { createHash, sign, type KeyObject } from 'node:crypto';

/** Ed25519 in C2SP signed notes. */
export const ED25519 = 1;
const PREFIX = '— ';

/** Who signs: a name without spaces or plus signs, and a key. */
export interface NoteSigner {
  readonly name: string;
  readonly key: KeyObject;
  /** Raw public key, 32 bytes. */
  readonly publicKey: Buffer;
}

/** Tells keys of one name apart (C2SP signed-note): the first four bytes of SHA-256(name ‖ LF ‖ type ‖ key). */
export function keyHash(name: string, publicKey: Buffer): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

/** The verifier key as such keys are handed out: `name+hash+base64(type ‖ key)`. */
export function verifierKey({ name, publicKey }: Pick<NoteSigner, 'name' | 'publicKey'>): string {
  const key = Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64');
  return `${name}+${keyHash(name, publicKey).toString('hex')}+${key}`;
}

/** Signs a text that ends with a line end (C2SP signed-note): text, empty line, signature line. */
export function signNote(text: string, { name, key, publicKey }: NoteSigner): string {
  if (!text.endsWith('\n') || text.includes('\n\n'))
    throw new TypeError('A note is lines of text, each ended, none empty.');
  const signature = sign(null, Buffer.from(text), key);
  return `${text}\n${PREFIX}${name} ${Buffer.concat([keyHash(name, publicKey), signature]).toString('base64')}\n`;
}
