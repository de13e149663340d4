import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { answerFromView } from './answer-introspection.js';
import { carryOut } from './carry-out.js';
import type { CompiledExecutor } from '../execution/compiled-executor.js';
import type { DocumentFactsCache } from './document-facts.js';
import { MAX_FAILURES_TOLD } from '../guard/request-guard.js';
import { finishAnswer } from './finish-answer.js';
import { callerFault, findGatewayError } from './format-error.js';
import type { RequestContext } from './request-context.js';
import type { RequestState } from './request-state.js';
import { resolveOperation, viewOf } from './resolve-operation.js';
import type { Services } from './services.js';

/**
 * What Apollo Server hands to resolvers. The request's own state comes in with the HTTP request; the rest is
 * filled in by `didResolveOperation`, before the first resolver runs.
 */
export type ServerContext = { readonly state: RequestState } & Partial<RequestContext>;

/**
 * Ties the life of a request to Apollo Server's: only awaited stages are used, for the others cannot hold an answer
 * back.
 * @param executor carries operations out; null: graphql-js does
 */
export function createOperationPlugin(
  services: Services,
  documents: DocumentFactsCache,
  executor: CompiledExecutor | null,
): ApolloServerPlugin<ServerContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, request, document, operation, contextValue }) => {
        refuseFault(services.readDocuments.faultOf(document));
        // Which of several operations is meant was not said: the server refuses that in its own words.
        if (operation === undefined) return;
        const read = { schema, document, operation, variables: request.variables };
        const context = await resolveOperation(contextValue.state, read, { services, documents });
        Object.assign(contextValue, context);
      },
      responseForOperation: async ({ document, operation, request, contextValue }) => {
        if (operation === undefined) return null;
        const { state } = contextValue;
        if (documents.known(operation)?.introspection === 'ALONE') {
          state.executedBy = 'graphql-js';
          return answerFromView(await viewOf(state, services), { document, ...request });
        }
        const { variables } = state;
        const response =
          executor === null || variables === null || !isComplete(contextValue)
            ? null
            : await carryOut({
                ...{ executor, document, operation, variables, context: contextValue },
                onErrors: (errors) => noteErrors(state, errors, services),
              });
        state.executedBy = response === null ? 'graphql-js' : 'compiled';
        return response;
      },
      didEncounterErrors: async ({ errors, contextValue: { state } }) => noteErrors(state, errors, services),
      willSendResponse: async ({ response, document, errors, contextValue: { state } }) => {
        await finishAnswer(state, { response, document, errors }, services);
      },
    }),
  };
}

/** Refuses a document that does not fit the graph, as the server refuses what it has validated itself. */
function refuseFault(fault: GraphQLError | null): void {
  if (fault === null) return;
  throw new GraphQLError(fault.message, {
    nodes: fault.nodes,
    originalError: fault,
    extensions: {
      code: 'GRAPHQL_VALIDATION_FAILED',
      http: { status: 400, headers: new HeaderMap() },
    },
  });
}

function isComplete(context: ServerContext): context is ServerContext & RequestContext {
  return context.guard !== undefined;
}

/**
 * Keeps the exact ground for the record; what nobody foresaw is logged under the id that the answer carries, once
 * for each kind of it: a fault in a thousand rows is one fault.
 */
function noteErrors(state: RequestState, errors: readonly GraphQLError[], { log }: Services): void {
  if (state.guard?.overflowed === true) return;
  const kinds = new Map<string, { readonly err: unknown; fields: number }>();
  for (const error of errors) {
    const known = findGatewayError(error);
    const detail = known?.detail ?? known?.code ?? callerFault(error.toJSON()) ?? 'unforeseen';
    if (detail === 'ARGUMENT') state.recordUnresolved(error.path ?? [], detail);
    state.detail ??= detail;
    if (detail !== 'unforeseen' && known?.code !== 'INTERNAL') continue;
    const err: unknown = known?.cause ?? error.originalError ?? error;
    const kind = kinds.get(kindOf(err, detail));
    if (kind === undefined) kinds.set(kindOf(err, detail), { err, fields: 1 });
    else kind.fields++;
  }
  const untold = (state.guard?.failures ?? [])
    .slice(MAX_FAILURES_TOLD)
    .filter(({ error }) => error.code === 'INTERNAL');
  for (const { error } of untold) {
    const kind = kinds.get(kindOf(error.cause, error.detail ?? error.code));
    if (kind !== undefined) kind.fields++;
  }
  for (const { err, fields } of [...kinds.values()].slice(0, MAX_KINDS_LOGGED))
    log.error({ request: state.id, err, fields }, 'an operation failed');
}

/** Lines that one operation writes at most; what fails in more ways than these fails for one reason. */
const MAX_KINDS_LOGGED = 10;

/** Errors are of one kind when they were made at one place: texts may quote a row. */
function kindOf(error: unknown, detail: string): string {
  const made = error instanceof Error ? error.stack?.split('\n').find((line) => /^ {4}at /.test(line)) : '';
  return `${detail} ${error instanceof Error ? error.name : typeof error} ${made ?? ''}`;
}
