import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { RequestContext } from './request-context.js';
import { ERROR_TABLE, type ErrorCode } from '../errors/codes.js';
import { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import { notServed } from '../guard/plan.js';
import { MAX_ACCESSES } from '../guard/request-guard.js';
import { answerFromView, faultsInView } from './answer-introspection.js';
import { beginOperation } from './begin-operation.js';
import type { CallerView } from '../graph-view/caller-view.js';
import type { DocumentFactsCache } from './document-facts.js';
import { callerFault, findGatewayError } from './format-error.js';
import { coerceVariables, limitOperation } from '../limits/limit-operation.js';
import { mixedIntrospection } from '../graph-view/introspection.js';
import { chargePersonBudget } from './person-budget.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';
import { byErrorPath, byPath, isInAnswer, possibleNumbers } from './warnings.js';

/**
 * What Apollo Server hands to resolvers. The request's own state comes in with the HTTP request; the rest is
 * filled in by `didResolveOperation`, before the first resolver runs.
 */
export type ServerContext = { readonly state: RequestState } & Partial<RequestContext>;

/** Twelve digits in an operation's name would reach the log. */
const SAFE_NAME = /^(?!.*\d{12})\w{1,64}$/;

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
        const { state } = contextValue;
        if (operation === undefined) return;
        try {
          const facts = documents.of(document, operation);
          if (facts.introspection === 'MIXED') throw mixedIntrospection();
          const served =
            facts.introspection === 'NONE' ||
            viewOf(state, services).schema.getRootType(operation.operation) != null;
          if (!served) throw notServed();
          const name = operation.name?.value ?? null;
          state.operation = {
            documentHash: facts.hash,
            operationName: name !== null && SAFE_NAME.test(name) ? name : null,
          };
          const variables = coerceVariables(schema, operation, request.variables);
          limitOperation({ schema, document, operation, variables });
          Object.assign(contextValue, await beginOperation(state, facts, services));
        } catch (error) {
          throw refusedWhole(error);
        }
      },
      responseForOperation: async ({ document, operation, request, contextValue: { state } }) => {
        // Which of several operations is meant was not said: the server refuses that in its own words.
        if (operation === undefined || documents.of(document, operation).introspection !== 'ALONE')
          return null;
        return answerFromView(viewOf(state, services), { document, ...request });
      },
      didEncounterErrors: async ({ errors, contextValue }) => {
        if (contextValue.state.guard?.overflowed === true) return;
        for (const error of errors) noteError(contextValue.state, error, services);
      },
      willSendResponse: async ({ response, document, errors, contextValue }) => {
        const { state } = contextValue;
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        if (state.guard?.overflowed === true) {
          response.body.singleResult = refuseOverflow(state);
          return;
        }
        if (document !== undefined && errors?.some(isValidationFault)) {
          singleResult.errors = faultsInView(viewOf(state, services), document);
        }
        if (singleResult.errors !== undefined) {
          singleResult.errors = singleResult.errors
            .map((error) => withRequestId(state, error))
            .sort(byErrorPath);
        }
        if (state.guard === null) return;
        const { data } = singleResult;
        const withheld = state.guard.withheld.filter((place) => isInAnswer(data, place.path)).sort(byPath);
        const doubtful = state.guard.doubtful.filter((place) => isInAnswer(data, place.path));
        try {
          const warnings = [...(await chargePersonBudget(state, services)), ...possibleNumbers(doubtful)];
          const sekisho = { withheld, ...(warnings.length > 0 && { warnings }) };
          singleResult.extensions = { ...singleResult.extensions, sekisho };
        } catch (error) {
          const known = toGatewayError(error);
          response.http.status = ERROR_TABLE[known.code].status;
          response.body.singleResult = replaceAnswer(state, known);
        }
      },
    }),
  };
}

function viewOf({ policy, claims }: RequestState, { views }: Services): CallerView {
  if (claims === null) throw new TypeError('A view was asked for before identity');
  return views.of(policy, claims.principal);
}

function isValidationFault({ extensions }: GraphQLError): boolean {
  return extensions['code'] === 'GRAPHQL_VALIDATION_FAILED';
}

/** A refusal of the whole operation carries an HTTP status; a field's error travels inside a 200. */
function refusedWhole(error: unknown): GraphQLError {
  const known = toGatewayError(error);
  const answer = toGraphQLError(known);
  return new GraphQLError(answer.message, {
    originalError: known,
    extensions: { ...answer.extensions, http: { status: ERROR_TABLE[known.code].status } },
  });
}

/**
 * An answer that grew too large is taken back whole: nothing of it leaves, and the record says so of each root
 * field.
 */
function refuseOverflow(state: RequestState): { data: null; errors: GraphQLFormattedError[] } {
  const error = new GatewayError('BAD_USER_INPUT', {
    detail: 'too many fields',
    en: `The answer would have more than ${MAX_ACCESSES} fields. Ask for fewer rows or fields at a time.`,
    ja: `回答の項目数が ${MAX_ACCESSES} を超えます。件数か項目を減らしてください。`,
  });
  return replaceAnswer(state, error);
}

function replaceAnswer(
  state: RequestState,
  error: GatewayError,
): { data: null; errors: GraphQLFormattedError[] } {
  state.withdraw(error.detail ?? error.code);
  return { data: null, errors: [withRequestId(state, toGraphQLError(error).toJSON())] };
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

/** Gives an error the request's id, and the record its code. */
export function withRequestId(state: RequestState, error: GraphQLFormattedError): GraphQLFormattedError {
  const code = error.extensions?.['code'];
  if (isErrorCode(code)) state.codes.add(code);
  return { ...error, extensions: { ...error.extensions, request: state.id } };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_TABLE, code);
}
