import type { GraphQLResponse } from '@apollo/server';
import type { DocumentNode, GraphQLError, GraphQLFormattedError } from 'graphql';
import { ERROR_TABLE, type ErrorCode } from '../errors/codes.js';
import { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import { MAX_ACCESSES, type RequestGuard } from '../guard/request-guard.js';
import { faultsInView } from './answer-introspection.js';
import { chargePersonBudget } from './person-budget.js';
import type { RequestState } from './request-state.js';
import { viewOf } from './resolve-operation.js';
import type { Services } from './services.js';
import { byErrorPath, byPath, isInAnswer, possibleNumbers, textsSetAside } from './warnings.js';

/** What the server has made of an operation: its answer, and the errors that the answer tells of. */
interface Answered {
  readonly response: GraphQLResponse;
  readonly document: DocumentNode | undefined;
  readonly errors: readonly GraphQLError[] | undefined;
}

/**
 * The last hand at an answer before it is sealed: taken back whole where it grew too large or went past the
 * caller's persons, its errors in an order that tells nothing, and beside the data what was withheld from it.
 */
export async function finishAnswer(
  state: RequestState,
  { response, document, errors }: Answered,
  services: Services,
): Promise<void> {
  if (response.body.kind !== 'single') return;
  if (state.guard?.overflowed === true) {
    response.body.singleResult = refuseOverflow(state);
    return;
  }
  const { singleResult } = response.body;
  if (document !== undefined && errors?.some(isValidationFault)) {
    singleResult.errors = faultsInView(viewOf(state, services), document);
  }
  if (singleResult.errors !== undefined) {
    singleResult.errors = singleResult.errors.map((error) => withRequestId(state, error)).sort(byErrorPath);
  }
  if (state.guard === null) return;
  try {
    const sekisho = await besideData(state, state.guard, { data: singleResult.data, services });
    singleResult.extensions = { ...singleResult.extensions, sekisho };
  } catch (error) {
    const known = toGatewayError(error);
    response.http.status = ERROR_TABLE[known.code].status;
    response.body.singleResult = replaceAnswer(state, known);
  }
}

/** `extensions.sekisho`; rejects with RATE_LIMITED where the answer may not leave. */
async function besideData(
  state: RequestState,
  guard: RequestGuard,
  { data, services }: { readonly data: unknown; readonly services: Services },
): Promise<object> {
  const withheld = guard.withheld.filter((place) => isInAnswer(data, place.path)).sort(byPath);
  const suspected = guard.suspectedNumbers.filter((place) => isInAnswer(data, place.path));
  const warnings = [
    ...(await chargePersonBudget(state, services)),
    ...possibleNumbers(suspected),
    ...textsSetAside(guard.setAside.values()),
  ];
  return { withheld, ...(warnings.length > 0 && { warnings }) };
}

function isValidationFault({ extensions }: GraphQLError): boolean {
  return extensions['code'] === 'GRAPHQL_VALIDATION_FAILED';
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

/** Gives an error the request's id, and the record its code. */
function withRequestId(state: RequestState, error: GraphQLFormattedError): GraphQLFormattedError {
  const code = error.extensions?.['code'];
  if (isErrorCode(code)) state.codes.add(code);
  return { ...error, extensions: { ...error.extensions, request: state.id } };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_TABLE, code);
}
