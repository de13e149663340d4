import { HeaderMap, type GraphQLResponse } from '@apollo/server';
import {
  execute,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import { validateInSteps } from '../documents/validate-in-steps.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { CallerView } from '../graph-view/caller-view.js';
import { formatError } from './format-error.js';

/** Faults of one document that are told at a time; whoever has more mends these first. */
const MAX_FAULTS = 20;

interface IntrospectionRequest {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/**
 * Answers an operation that is about the graph alone from the caller's view of it. Synchronous in fact:
 * introspection waits for nothing, and no resolver of the graph is reached.
 */
export async function answerFromView(
  view: CallerView,
  { document, operationName, variables }: IntrospectionRequest,
): Promise<GraphQLResponse> {
  const result: ExecutionResult = await execute({
    schema: view.schema,
    document,
    operationName,
    variableValues: variables ?? undefined,
  });
  const errors = result.errors?.map((error) => formatError(withCode(error, 'BAD_USER_INPUT'), error));
  return {
    // A request whose variables do not fit has no data, and says so in the status as well (GraphQL over HTTP, 6.4).
    http: {
      status: errors !== undefined && result.data === undefined ? 400 : undefined,
      headers: new HeaderMap(),
    },
    body: { kind: 'single', singleResult: { ...result, errors } },
  };
}

/**
 * What is wrong with a document, in terms of the caller's view: a slip of the pen is helped ("Did you mean …"),
 * and a field that is closed to the caller is spoken of as one that does not exist: "not yours" would tell that
 * there is one. The same document is looked through once: a client with a fault in it sends it again and again.
 */
export function* faultsInView(
  view: CallerView,
  document: DocumentNode,
): Generator<void, readonly GraphQLFormattedError[]> {
  const text = document.loc?.source.body;
  const kept = text === undefined ? undefined : view.refused.get(text);
  if (kept !== undefined) return kept;
  const faults = yield* validated(view, document);
  if (text !== undefined) view.refused.set(text, faults);
  return faults;
}

function* validated(
  view: CallerView,
  document: DocumentNode,
): Generator<void, readonly GraphQLFormattedError[]> {
  const faults = yield* validateInSteps(view.schema, document, { maxErrors: MAX_FAULTS });
  if (faults.length === 0)
    return [formatError(new GatewayError('BAD_USER_INPUT'), new GatewayError('BAD_USER_INPUT'))];
  return faults.map((fault) => formatError(withCode(fault, 'GRAPHQL_VALIDATION_FAILED'), fault));
}

function withCode(error: GraphQLError, code: string): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code } };
}
