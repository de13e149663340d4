import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { answerFromView } from './answer-introspection.js';
import type { DocumentFactsCache } from './document-facts.js';
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
 */
export function createOperationPlugin(
  services: Services,
  documents: DocumentFactsCache,
): ApolloServerPlugin<ServerContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, request, document, operation, contextValue }) => {
        // Which of several operations is meant was not said: the server refuses that in its own words.
        if (operation === undefined) return;
        const read = { schema, document, operation, variables: request.variables };
        const context = await resolveOperation(contextValue.state, read, { services, documents });
        Object.assign(contextValue, context);
      },
      responseForOperation: async ({ document, operation, request, contextValue: { state } }) => {
        if (operation === undefined || documents.of(document, operation).introspection !== 'ALONE')
          return null;
        return answerFromView(viewOf(state, services), { document, ...request });
      },
      didEncounterErrors: async ({ errors, contextValue: { state } }) => {
        if (state.guard?.overflowed === true) return;
        for (const error of errors) noteError(state, error, services);
      },
      willSendResponse: async ({ response, document, errors, contextValue: { state } }) => {
        await finishAnswer(state, { response, document, errors }, services);
      },
    }),
  };
}

/** Keeps the exact ground for the record; what nobody foresaw is logged under the id that the answer carries. */
function noteError(state: RequestState, error: GraphQLError, { log }: Services): void {
  const known = findGatewayError(error);
  const detail = known?.detail ?? known?.code ?? callerFault(error.toJSON()) ?? 'unforeseen';
  if (detail === 'ARGUMENT') state.recordUnresolved(error.path ?? [], detail);
  state.detail ??= detail;
  if (detail === 'unforeseen' || known?.code === 'INTERNAL') {
    log.error(
      { request: state.id, err: known?.cause ?? error.originalError ?? error },
      'an operation failed',
    );
  }
}
