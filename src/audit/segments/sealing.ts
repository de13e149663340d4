import { createCipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

import { FORM, NONCE_BYTES } from '../format/log-format.js';
import { DICTIONARY } from '../format/format-dictionary.js';
import type { RecordBody } from '../record/record.js';
import type { Likened } from './models.js';

/** A record as a frame holds it. */
export interface Content {
  readonly form: number;
  readonly bytes: Buffer;
}

/** Kinds in the clear: nothing personal stands in them, and whoever has only the public key must read them. */
export const CLEAR: ReadonlySet<RecordBody['kind']> = new Set(['GENESIS', 'CHECKPOINT']);

/** From this length on deflating saves more than it costs, in bytes. */
const WORTH_DEFLATING = 200;

export function contentOf(
  json: string,
  kind: RecordBody['kind'],
  place: string,
  dataKey: KeyObject,
): Content {
  const plain = Buffer.from(json);
  if (CLEAR.has(kind)) return { form: FORM.CLEAR, bytes: authenticated(plain, place, dataKey) };
  if (plain.length < WORTH_DEFLATING) return { form: FORM.SEALED, bytes: sealed(plain, place, dataKey) };
  return {
    form: FORM.SEALED_DEFLATED,
    bytes: sealed(deflateRawSync(plain, { dictionary: DICTIONARY }), place, dataKey),
  };
}

/** A record in parts. */
export function likenedContent({ isModel, text }: Likened, place: string, dataKey: KeyObject): Content {
  return { form: isModel ? FORM.MODEL : FORM.LIKE, bytes: sealed(text, place, dataKey) };
}

/** The nonce is random: after a fault a sequence number is given out again, and no nonce may ever be. */
function sealed(plain: Buffer, place: string, dataKey: KeyObject): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** In the clear, with a tag: the AAD is `place`, a line feed and the record itself; nothing is encrypted. */
function authenticated(plain: Buffer, place: string, dataKey: KeyObject): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonce).setAAD(
    Buffer.concat([Buffer.from(`${place}\n`), plain]),
  );
  cipher.final();
  return Buffer.concat([nonce, plain, cipher.getAuthTag()]);
}
