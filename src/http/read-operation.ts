import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../errors/gateway-error.js';
import { limitDocument } from '../operation/limit-document.js';
import { refuseNumbersIn } from '../operation/refuse-numbers.js';
import { readJsonBody } from './read-body.js';

/** What one request asks for. Nothing else of its body goes further. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

/**
 * Reads one operation, or refuses it: with its document in the request itself, for one that is stored under a hash
 * (automatic persisted queries) would be kept for others and would come past these checks.
 */
export async function readOperation(request: IncomingMessage): Promise<OperationRequest> {
  const body = await readJsonBody(request);
  const { query, operationName, variables } = Object(body) as Partial<OperationRequest>;
  if (typeof query !== 'string') throw noDocument();
  refuseNumbersIn(query);
  if (typeof operationName === 'string') refuseNumbersIn(operationName);
  limitDocument(query);
  return { query, ...(operationName !== undefined && { operationName }), ...(variables !== undefined && { variables }) };
}

function noDocument(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'no document',
    en: 'Send one operation: {"query": …, "variables": …}. Lists and stored documents are not taken.',
    ja: '操作を1つ {"query": …, "variables": …} の形で送ってください。一括送信と保存済みクエリは使えません。',
  });
}
