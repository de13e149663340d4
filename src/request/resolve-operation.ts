import { HeaderMap } from '@apollo/server';
import { GraphQLError, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LoopShare } from '../background/loop-turns.js';
import { ERROR_TABLE } from '../errors/codes.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import type { CallerView } from '../graph-view/caller-view.js';
import { mixedIntrospection } from '../graph-view/introspection.js';
import { notServed } from '../guard/plan.js';
import { coerceVariables, limitOperation } from '../limits/limit-operation.js';
import { reading } from './admit-document.js';
import { beginOperation } from './begin-operation.js';
import type { DocumentFactsCache } from './document-facts.js';
import type { RequestContext } from './request-context.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';
import { WORK_WINDOW_SECONDS } from './work-budget.js';

/** An operation as the server has read it: validated, its variables as they came. */
interface ReadOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown> | undefined;
}

/** Twelve digits in an operation's name would reach the log. */
const SAFE_NAME = /^(?!.*\d{12})\w{1,64}$/;

/** From an operation that was read to one that may run; throws what refuses it whole, with an HTTP status. */
export async function resolveOperation(
  state: RequestState,
  { schema, document, operation, variables: given }: ReadOperation,
  { services, documents }: { readonly services: Services; readonly documents: DocumentFactsCache },
): Promise<RequestContext> {
  try {
    const facts = documents.known(operation) ?? (await reading(state, documents.read(document, operation)));
    const loop = new LoopShare();
    await loop.pause();
    if (facts.introspection === 'MIXED') throw mixedIntrospection();
    const served =
      facts.introspection === 'NONE' ||
      (await viewOf(state, services)).schema.getRootType(operation.operation) != null;
    if (!served) throw notServed();
    const name = operation.name?.value ?? null;
    state.operation = {
      documentHash: facts.hash,
      operationName: name !== null && SAFE_NAME.test(name) ? name : null,
    };
    const variables = coerceVariables(schema, operation, given);
    state.variables = variables;
    const fields = limitOperation({ schema, document, operation, variables });
    await loop.pause();
    if (fields > LARGE_FIELDS) await awaitTurn(state, services);
    const context = await beginOperation(state, { ...facts, estimated: fields }, services);
    await reading(state, context.guard.typed.readAhead(variables));
    return context;
  } catch (error) {
    throw refusedWhole(error);
  }
}

/**
 * Estimated fields from which on an answer is large, and waits for its account's turn: full files of a dozen persons. A
 * screen has fewer.
 */
const LARGE_FIELDS = 5_000;

/**
 * Large answers of one account come one after another: two at a time take no less from the others, and each keeps in
 * memory what it has read. The turn ends when the answer is sealed.
 */
async function awaitTurn(state: RequestState, { largeTurns }: Services): Promise<void> {
  if (state.claims === null) throw new TypeError('A turn was asked for before identity');
  state.holdTurn(await largeTurns.enter(state.claims.principal.account));
}

/** The graph as this request's caller may know it. */
export function viewOf({ policy, claims }: RequestState, { views }: Services): Promise<CallerView> {
  if (claims === null) throw new TypeError('A view was asked for before identity');
  return views.of(policy, claims.principal);
}

/** A refusal of the whole operation carries an HTTP status; a field's error travels inside a 200. */
function refusedWhole(error: unknown): GraphQLError {
  const known = toGatewayError(error);
  const answer = toGraphQLError(known);
  return new GraphQLError(answer.message, {
    originalError: known,
    extensions: {
      ...answer.extensions,
      http: {
        status: ERROR_TABLE[known.code].status,
        // The one cap that stands before an operation is that of its work, and a new minute opens it.
        ...(known.code === 'RATE_LIMITED' && {
          headers: new HeaderMap([['retry-after', String(WORK_WINDOW_SECONDS)]]),
        }),
      },
    },
  });
}
