import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_TABLE, type ErrorCode } from '../errors/codes.js';
import { GatewayError } from '../errors/gateway-error.js';
import { maskNumbers } from '../guard/tripwire/tripwire.js';
import type { RequestState } from './request-state.js';

/** Apollo Server's own codes for a request that is wrong in form: its messages speak of the document only. */
const ABOUT_THE_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'BAD_REQUEST',
]);

/**
 * The one door for errors. Ours go out with their fixed texts, those about the document's form with their own, those
 * about a variable without the value they quote, and everything else masked under an id that the log carries as well.
 */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown, state: RequestState): GraphQLFormattedError {
  const known = findGatewayError(thrown);
  if (known !== null && known.code !== 'INTERNAL') {
    if (known.detail !== undefined) state.detail ??= known.detail;
    return answer(state, formatted, { code: known.code, message: known.en, messageJa: known.ja });
  }
  const apolloCode = formatted.extensions?.['code'];
  if (typeof apolloCode === 'string' && ABOUT_THE_DOCUMENT.has(apolloCode)) {
    state.detail ??= apolloCode;
    const message = maskNumbers(formatted.message, { threshold: 'LOW' }).text;
    return answer(state, formatted, { code: 'BAD_USER_INPUT', message, messageJa: ERROR_TABLE.BAD_USER_INPUT.ja });
  }
  if (apolloCode === 'BAD_USER_INPUT') {
    state.detail ??= 'variable';
    // graphql-js quotes the value it could not read; only the variable's name is taken over.
    const variable = /^Variable "(\$\w+)"/.exec(formatted.message)?.[1] ?? 'A variable';
    return answer(state, formatted, {
      code: 'BAD_USER_INPUT',
      message: `${variable} does not fit its type.`,
      messageJa: `変数 ${variable} の値が型に合いません。`,
    });
  }
  state.detail ??= known?.detail ?? (thrown instanceof Error ? thrown.name : 'unknown');
  return answer(state, formatted, {
    code: 'INTERNAL',
    message: `${ERROR_TABLE.INTERNAL.en} (${state.id})`,
    messageJa: `${ERROR_TABLE.INTERNAL.ja} (${state.id})`,
  });
}

interface Said {
  readonly code: ErrorCode;
  readonly message: string;
  readonly messageJa: string;
}

function answer(state: RequestState, { path, locations }: GraphQLFormattedError, said: Said): GraphQLFormattedError {
  state.codes.add(said.code);
  return {
    message: said.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code: said.code, messageJa: said.messageJa, retryable: ERROR_TABLE[said.code].retryable, request: state.id },
  };
}

/** Library errors wrap ours once or twice on their way out. */
function findGatewayError(thrown: unknown): GatewayError | null {
  for (let at: unknown = thrown; at instanceof Error; at = at instanceof GraphQLError ? at.originalError : undefined) {
    if (at instanceof GatewayError) return at;
  }
  return null;
}
