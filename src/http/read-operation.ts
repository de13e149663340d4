import type { IncomingMessage } from 'node:http';
import type { TrustedDocuments } from '../documents/trusted-documents.js';
import { GatewayError } from '../errors/gateway-error.js';
import { limitText } from '../limits/limit-document.js';
import { limitVariables } from '../limits/limit-variables.js';
import { refuseNumbersInName } from '../limits/refuse-numbers.js';
import { readJsonBody } from './read-body.js';
import { requireJson } from './unsupported-media-type.js';

/** What one request asks for. Nothing else of its body goes further. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: object | null;
}

/** The members of a body that can name a document (GraphQL over HTTP, 5.1 and appendix A). */
interface Body extends Partial<Record<keyof OperationRequest, unknown>> {
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/**
 * Reads one operation, or refuses it. Its document is in the request itself or, where there is a signed list,
 * on that list: one that a caller could store under a hash (automatic persisted queries) would be kept for
 * others and would come past these checks.
 */
export async function readOperation(
  request: IncomingMessage,
  trusted: TrustedDocuments | null,
): Promise<OperationRequest> {
  if (request.url?.includes('?') === true) throw inAddress();
  requireJson(request.headers);
  const body = Object(await readJsonBody(request)) as Body;
  if (Object.hasOwn(Object(body.extensions) as object, 'persistedQuery')) throw persistedQuery();
  const query = documentOf(body, trusted);
  const { operationName, variables } = body;
  if (!isTextOrNone(operationName)) throw wrongType('operationName', 'a text', '文字列');
  if (!isObjectOrNone(variables)) throw wrongType('variables', 'an object', 'オブジェクト');
  if (typeof operationName === 'string') refuseNumbersInName(operationName);
  limitVariables(variables);
  return {
    query,
    ...(operationName !== undefined && { operationName }),
    ...(variables !== undefined && { variables }),
  };
}

/** The text to carry out. A listed one has passed all checks at the start; of any other this is the first, of its length. */
function documentOf(body: Body, trusted: TrustedDocuments | null): string {
  // JSON has no way to leave a member out but to leave it out; clients write null.
  const [query, documentId] = [body.query ?? undefined, body.documentId ?? undefined];
  if (query === undefined && documentId === undefined) throw noDocument();
  if (query !== undefined && documentId !== undefined) throw twoDocuments();
  if (trusted !== null) return trusted.textOf({ query, documentId });
  if (documentId !== undefined) throw noList();
  if (typeof query !== 'string') throw noDocument();
  if (query.trim() === '') throw noDocument('empty document');
  limitText(query);
  return query;
}

/** Addresses stay in the logs and histories of everything on the way, whatever the method. */
function inAddress(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'parameters in the address',
    en: 'Send the whole operation in the body; the address takes no parameters.',
    ja: '操作はすべて本文で送ってください。URL にパラメーターは付けられません。',
  });
}

function persistedQuery(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'automatic persisted query',
    en: 'Documents are not stored on request (extensions.persistedQuery). Send the document itself: leave out createPersistedQueryLink (Apollo Client) or persistedExchange (urql).',
    ja: 'クエリの自動保存(extensions.persistedQuery)は使えません。クエリ本文を送ってください。Apollo Client の createPersistedQueryLink、urql の persistedExchange は外してください。',
  });
}

function isTextOrNone(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}

function isObjectOrNone(value: unknown): value is object | null | undefined {
  return value === undefined || (typeof value === 'object' && !Array.isArray(value));
}

function wrongType(member: keyof OperationRequest, en: string, ja: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: `type of ${member}`,
    en: `${member} is ${en} or left out.`,
    ja: `${member} は${ja}です。使わないときは省いてください。`,
  });
}

function noDocument(detail = 'no document'): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail,
    en: 'Send one operation: {"query": …, "variables": …}. Lists and stored documents are not taken.',
    ja: '操作を1つ {"query": …, "variables": …} の形で送ってください。一括送信と保存済みクエリは使えません。',
  });
}

function twoDocuments(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'query and documentId',
    en: 'Send either query or documentId, not both.',
    ja: 'query と documentId は、どちらか一方だけを送ってください。',
  });
}

function noList(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'documentId without a list',
    en: 'This gateway keeps no list of registered documents, so documentId names none. Send the document in query.',
    ja: 'この窓口には登録済みクエリの一覧がなく、documentId は使えません。クエリ本文を query で送ってください。',
  });
}
