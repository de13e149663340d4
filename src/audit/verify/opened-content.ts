import { createDecipheriv, type KeyObject } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

import { FORM, MAX_PAYLOAD, NONCE_BYTES, TAG_BYTES } from '../format/log-format.js';
import { DICTIONARY } from '../format/format-dictionary.js';
import type { RawFrame } from './frames.js';

/** The JSON of a frame; null where the data key does not open it, or it does not stand in its place. */
export function openContent(
  { form, seq, content }: RawFrame,
  writer: string,
  dataKey: KeyObject,
): Buffer | null {
  if (content.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', dataKey, content.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  const text = content.subarray(NONCE_BYTES, -TAG_BYTES);
  const place = Buffer.from(`${writer}/${seq}`);
  decipher.setAuthTag(content.subarray(-TAG_BYTES));
  try {
    switch (form) {
      case FORM.CLEAR:
        decipher.setAAD(Buffer.concat([place, Buffer.from('\n'), text])).final();
        return text;
      case FORM.SEALED:
        return Buffer.concat([decipher.setAAD(place).update(text), decipher.final()]);
      case FORM.SEALED_DEFLATED: {
        const deflated = Buffer.concat([decipher.setAAD(place).update(text), decipher.final()]);
        return inflateRawSync(deflated, { maxOutputLength: MAX_PAYLOAD, dictionary: DICTIONARY });
      }
      default:
        return null;
    }
  } catch {
    return null;
  }
}

/** What a frame in the clear says, to whoever has no key; null for a sealed one. */
export function clearContent({ form, content }: RawFrame): Buffer | null {
  return form === FORM.CLEAR && content.length >= NONCE_BYTES + TAG_BYTES
    ? content.subarray(NONCE_BYTES, -TAG_BYTES)
    : null;
}
