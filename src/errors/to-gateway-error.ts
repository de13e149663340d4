import { GraphQLError } from 'graphql/error/GraphQLError.js';
import { SourceError } from './source-error.js';
import { GatewayError } from './gateway-error.js';

/**
 * Any thrown thing as one of ours. What is unknown becomes INTERNAL: its own text may quote a row or a variable.
 */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  if (thrown instanceof GraphQLError && thrown.originalError instanceof GatewayError)
    return thrown.originalError;
  if (thrown instanceof SourceError) {
    return new GatewayError('SOURCE_UNAVAILABLE', { detail: `${thrown.system} ${thrown.kind}` });
  }
  return new GatewayError('INTERNAL', {
    cause: thrown,
    detail: thrown instanceof Error ? thrown.name : typeof thrown,
  });
}
