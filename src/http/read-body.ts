import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../errors/gateway-error.js';
import { limitNesting } from '../limits/limit-nesting.js';

/** Largest request body. A staff screen's document is a few kilobytes; 1,000 numbers in variables are under 20. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Reads a JSON body, or refuses it without repeating any of it. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  limitNesting(text);
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

function tooLarge(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'body too large',
    en: `The request is larger than ${MAX_BODY_BYTES / 1024} KiB. Ask for less at a time.`,
    ja: `リクエストが ${MAX_BODY_BYTES / 1024} KiB を超えています。分けて送ってください。`,
  });
}
