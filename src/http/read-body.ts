import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../errors/gateway-error.js';
import { limitNesting } from '../limits/limit-nesting.js';
import { hasRepeatedKey } from './repeated-keys.js';

/** Largest request body. A staff screen's document is a few kilobytes; 1,000 numbers in variables are under 20. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Reads a JSON body, or refuses it without repeating any of it. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const text = utf8(await bytesOf(request));
  limitNesting(text);
  const body = parsed(text);
  if (hasRepeatedKey(text))
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'repeated key',
      en: 'The body names a member twice. Send each of query, variables and the keys within once.',
      ja: '本文に同じ名前の項目が2つあります。query、variables とその中の項目は1つずつ送ってください。',
    });
  return body;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof GatewayError ? error : cutOff(error);
  }
  return Buffer.concat(chunks);
}

/** Whoever sent it has hung up, or took longer than a request may: nobody here has to look after that. */
function cutOff(cause: unknown): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'body was cut off',
    cause,
    en: 'The connection ended before the whole body had come. Send it again.',
    ja: '本文の途中で接続が切れました。もう一度送ってください。',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'body is not JSON',
      en: 'The body is not JSON. Send {"query": …, "variables": …} as application/json.',
      ja: '本文が JSON ではありません。{"query": …, "variables": …} を application/json で送ってください。',
    });
  }
}

/**
 * JSON is UTF-8 (RFC 8259, section 8.1), whatever charset a header names. Bytes of another encoding would be read as
 * replacement characters, and a search by them would find nobody without a word.
 */
function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'body is not UTF-8',
      en: 'The body is not UTF-8. Send it as UTF-8, not as Shift_JIS, EUC-JP or UTF-16.',
      ja: '本文が UTF-8 ではありません。Shift_JIS、EUC-JP、UTF-16 ではなく、UTF-8 で送ってください。',
    });
  }
}

function tooLarge(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'body too large',
    en: `The request is larger than ${MAX_BODY_BYTES / 1024} KiB. Ask for less at a time.`,
    ja: `リクエストが ${MAX_BODY_BYTES / 1024} KiB を超えています。分けて送ってください。`,
  });
}
