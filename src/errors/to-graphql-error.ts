import { GraphQLError } from 'graphql';
import { ERROR_TABLE } from './codes.js';
import type { GatewayError } from './gateway-error.js';

/** What the caller sees of a fault: fixed texts in both languages, the code, whether to try again, and at which argument. */
export function toGraphQLError(error: GatewayError): GraphQLError {
  const row = ERROR_TABLE[error.code];
  const { argument } = error;
  return new GraphQLError(error.en, {
    originalError: error,
    extensions: {
      code: error.code,
      messageJa: error.ja,
      retryable: row.retryable,
      ...(argument !== undefined && { argument }),
    },
  });
}
