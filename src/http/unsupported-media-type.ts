import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../errors/gateway-error.js';

/** A body that is not JSON in UTF-8 as it stands. Answered with 415 (RFC 9110, section 15.5.16). */
export class UnsupportedMediaType extends GatewayError {}

const JSON_TYPE = /^application\/json[ \t]*(?:;|$)/i;
const CHARSET = /;[ \t]*charset[ \t]*=[ \t]*"?([^";\s]*)/i;

/**
 * Refuses a body by what its headers say of it, before any of it is read. Browsers send other types than JSON
 * across sites without asking, so that one without a type is refused, too.
 * @throws UnsupportedMediaType
 */
export function requireJson(headers: IncomingHttpHeaders): void {
  const type = headers['content-type'] ?? '';
  if (!JSON_TYPE.test(type))
    throw new UnsupportedMediaType('BAD_USER_INPUT', {
      detail: 'media type',
      en: 'Send the operation as JSON, with Content-Type: application/json.',
      ja: '操作は JSON で、Content-Type: application/json を付けて送ってください。',
    });
  const charset = CHARSET.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8')
    throw new UnsupportedMediaType('BAD_USER_INPUT', {
      detail: 'charset',
      en: 'Send the body in UTF-8; the charset of Content-Type names another encoding.',
      ja: '本文は UTF-8 で送ってください。Content-Type の charset が別の文字コードです。',
    });
  if (!/^(?:identity)?$/i.test(headers['content-encoding']?.trim() ?? ''))
    throw new UnsupportedMediaType('BAD_USER_INPUT', {
      detail: 'content encoding',
      en: 'Send the body uncompressed, without Content-Encoding.',
      ja: '本文は圧縮せず、Content-Encoding を付けずに送ってください。',
    });
}
