import { HeaderMap, type GraphQLResponse } from '@apollo/server';
import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { CompiledExecutor, OperationToExecute } from '../execution/compiled-executor.js';
import { formatError } from './format-error.js';

interface Carrying extends OperationToExecute {
  readonly executor: CompiledExecutor;
  /** Told of the errors before they are made ready to leave. */
  onErrors(errors: readonly GraphQLError[]): void;
}

/**
 * The server's response to an operation that the product's own executor carries out, made as the server makes it of
 * what graphql-js answers. Null where graphql-js has to carry it out.
 */
export async function carryOut({ executor, onErrors, ...asked }: Carrying): Promise<GraphQLResponse | null> {
  const begun = executor.execute(asked);
  if (begun === null) return null;
  const result: ExecutionResult = await begun;
  if (result.errors !== undefined) onErrors(result.errors);
  return {
    http: { status: undefined, headers: new HeaderMap() },
    body: { kind: 'single', singleResult: { ...result, errors: result.errors?.map(formatted) } },
  };
}

function formatted(error: GraphQLError): GraphQLFormattedError {
  const extensions = { ...error.extensions, code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR' };
  return formatError({ ...error.toJSON(), extensions }, error);
}
