import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

/** A key for texts that lie in a table and that nobody shall read there. `id` names it without betraying it. */
export interface TextKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: KeyObject;
}

/** A text as it lies there: under which key, and nonce ‖ cipher ‖ tag of AES-256-GCM in base64url. */
export interface SealedText {
  readonly keyId: string;
  readonly sealed: string;
}

/**
 * A text that does not open. `KEY_LOST`: it lies under another key than the one at hand; `ALTERED`: it was changed, or
 * moved to another row.
 */
export class TextClosed extends Error {
  override readonly name = 'TextClosed';

  constructor(readonly code: 'KEY_LOST' | 'ALTERED') {
    super(`a sealed text does not open: ${code}`);
  }
}

const NONCE = 12;
const TAG = 16;

/** @param place what tells the row apart from any other: the text opens nowhere else */
export function sealText({ id, key }: TextKey, place: string, text: string): SealedText {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { keyId: id, sealed: bytes.toString('base64url') };
}

/** @throws TextClosed */
export function openText({ id, key }: TextKey, place: string, { keyId, sealed }: SealedText): string {
  if (keyId !== id) throw new TextClosed('KEY_LOST');
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
  } catch {
    throw new TextClosed('ALTERED');
  }
}
