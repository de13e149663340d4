import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { GatewayError } from '../errors/gateway-error.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Plain text is padded to a multiple of this, so that a cursor's length tells nothing of the sort key in it. */
const BLOCK = 64;

/** Turns a place in a list into an opaque cursor and back. A cursor works only for the list it was made for. */
export interface CursorCodec {
  seal(list: string, place: unknown): string;
  /** Throws BAD_USER_INPUT for a cursor that was not made by `seal` for the same list. */
  open(list: string, cursor: string): unknown;
}

/** Whose cursors they are. */
interface CursorHolder {
  readonly account: string;
  readonly purpose: string | null;
}

/** Cursors of one account under one purpose: to anybody else, or for anything else, they are none. */
export function cursorsOf(codec: CursorCodec, { account, purpose }: CursorHolder): CursorCodec {
  const held = (list: string): string => JSON.stringify([account, purpose, list]);
  return {
    seal: (list, place) => codec.seal(held(list), place),
    open: (list, cursor) => codec.open(held(list), cursor),
  };
}

/**
 * Cursors carry a sort key (a reading, a birthday), so they are encrypted, not encoded. AES-256-GCM with the IV
 * derived from the content: equal places give equal cursors, so that an answer does not change from one ask to
 * the next.
 */
export function createCursorCodec(secret: Buffer): CursorCodec {
  const cipherKey = Buffer.from(hkdfSync('sha256', secret, '', 'sekisho cursor cipher', 32));
  const ivKey = Buffer.from(hkdfSync('sha256', secret, '', 'sekisho cursor iv', 32));
  return {
    seal: (list, place) => {
      const json = Buffer.from(JSON.stringify(place), 'utf8');
      const plain = Buffer.concat([json, Buffer.alloc(BLOCK - (json.length % BLOCK), ' ')]);
      const iv = createHmac('sha256', ivKey)
        .update(list)
        .update('\0')
        .update(plain)
        .digest()
        .subarray(0, IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, iv).setAAD(Buffer.from(list, 'utf8'));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (list, cursor) => {
      try {
        const bytes = Buffer.from(cursor, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(list, 'utf8'))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const plain = Buffer.concat([
          decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
          decipher.final(),
        ]);
        return JSON.parse(plain.toString('utf8'));
      } catch {
        throw new GatewayError('BAD_USER_INPUT', {
          en: 'The cursor is not of this list, or not of this account. Use one from a page of the same list.',
          ja: 'カーソルがこの一覧のものでないか、このアカウントのものではありません。同じ一覧のページにあるカーソルを指定してください。',
          detail: 'cursor',
        });
      }
    },
  };
}
