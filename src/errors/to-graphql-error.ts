import { GraphQLError } from 'graphql';
import { ERROR_TABLE } from './codes.js';
import type { GatewayError } from './gateway-error.js';

/** What the caller sees of a fault: fixed texts in both languages, the code, and whether to try again. */
export function toGraphQLError(error: GatewayError): GraphQLError {
  const row = ERROR_TABLE[error.code];
  return new GraphQLError(error.en, {
    originalError: error,
    extensions: {
      ...{ code: error.code, messageJa: error.ja, retryable: row.retryable },
      ...(error.place !== undefined && { place: error.place }),
    },
  });
}
