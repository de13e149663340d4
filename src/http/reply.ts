import type { OutgoingHttpHeaders } from 'node:http';
import { ERROR_TABLE } from '../errors/codes.js';
import type { GatewayError } from '../errors/gateway-error.js';
import { MethodNotAllowed } from './method-not-allowed.js';
import { UnsupportedMediaType } from './unsupported-media-type.js';

/** An answer that has not left yet. */
export interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** A request refused as a whole, in the form of a GraphQL answer. */
export function errorReply(error: GatewayError, request: string): Reply {
  const { status, retryable } = ERROR_TABLE[error.code];
  const suffix = error.code === 'INTERNAL' ? ` (${request})` : '';
  const extensions = { code: error.code, messageJa: `${error.ja}${suffix}`, retryable, request };
  const wrongMethod = error instanceof MethodNotAllowed;
  return {
    status: wrongMethod ? 405 : error instanceof UnsupportedMediaType ? 415 : status,
    headers: { 'content-type': JSON_TYPE, ...(wrongMethod && { allow: 'POST' }) },
    body: JSON.stringify({ errors: [{ message: `${error.en}${suffix}`, extensions }] }),
  };
}
