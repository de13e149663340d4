import type { GraphQLResponse } from '@apollo/server';
import type { DocumentNode, GraphQLError, GraphQLFormattedError } from 'graphql';
import { ERROR_TABLE, type ErrorCode } from '../errors/codes.js';
import { SET_ASIDE_TEXTS } from '../errors/set-aside.js';
import { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import { TOO_MANY_FIELDS } from '../guard/refuse.js';
import { MAX_ACCESSES, MAX_FAILURES_TOLD, type RequestGuard } from '../guard/request-guard.js';
import { pathKeys } from '../guard/response-path.js';
import { REASON_TEXTS } from '../policy/names.js';
import { reading } from './admit-document.js';
import { faultsInView } from './answer-introspection.js';
import { callerFault, findGatewayError, formatError } from './format-error.js';
import { chargePersonBudget } from './person-budget.js';
import type { RequestState } from './request-state.js';
import { viewOf } from './resolve-operation.js';
import { groupPlaces, type Alike, type ToldPlace } from './told-places.js';
import type { Services } from './services.js';
import { shownIn } from './shown-in.js';
import { byErrorPath, byPath, isInAnswer, possibleNumbers, valuesSetAside } from './warnings.js';

/** Places in an answer, of closed fields or of errors, that are told one by one. */
const MAX_PLACES_TOLD = 1_000;

/** What the server has made of an operation: its answer, and the errors that the answer tells of. */
interface Answered {
  readonly response: GraphQLResponse;
  readonly document: DocumentNode | undefined;
  readonly errors: readonly GraphQLError[] | undefined;
}

/**
 * The last hand at an answer before it is sealed, when every resolver has ended: taken back whole where it grew
 * too large or went past the caller's persons, its errors in an order that tells nothing, and beside the data
 * what was withheld from it. What was read and is not in it is on record as such.
 */
export async function finishAnswer(
  state: RequestState,
  { response, document, errors }: Answered,
  services: Services,
): Promise<void> {
  if (response.body.kind !== 'single') return;
  await state.ended();
  if (state.guard?.overflowed === true) {
    // What was read counts; that it may go past the cap adds nothing to this refusal.
    await chargePersonBudget(state, services).catch(() => undefined);
    response.body.singleResult = await refuseOverflow(state);
    return;
  }
  const { singleResult } = response.body;
  if (document !== undefined && errors?.some(isValidationFault)) {
    const view = await viewOf(state, services);
    singleResult.errors = await reading(state, faultsInView(view, document));
  }
  if (singleResult.data === undefined && errors?.some(isVariableFault)) {
    const { schema } = await viewOf(state, services);
    singleResult.errors = errors.map((error) => formatError(error.toJSON(), error, schema));
  }
  const told = await tellErrors(state.guard, singleResult.errors);
  if (told !== undefined)
    singleResult.errors = told.errors.map((error) => withRequestId(state, error)).sort(byErrorPath);
  if (state.guard === null) return;
  if (singleResult.errors !== undefined) await state.hide(shownIn(singleResult.data), LOST);
  try {
    const sekisho = await besideData(state, state.guard, { data: singleResult.data, services });
    const untold = told === undefined || told.untold === 0 ? {} : { errorsNotTold: told.untold };
    singleResult.extensions = { ...singleResult.extensions, sekisho: { ...sekisho, ...untold } };
  } catch (error) {
    const known = toGatewayError(error);
    response.http.status = ERROR_TABLE[known.code].status;
    response.body.singleResult = await replaceAnswer(state, known);
  }
}

/** `extensions.sekisho`; rejects with RATE_LIMITED where the answer may not leave. */
async function besideData(
  state: RequestState,
  guard: RequestGuard,
  { data, services }: { readonly data: unknown; readonly services: Services },
): Promise<object> {
  const withheld = await tellPlaces(guard, guard.closed, data);
  const setAside = await tellPlaces(guard, guard.aside, data);
  const suspected = guard.suspectedNumbers.filter((place) => isInAnswer(data, place.path));
  const warnings = [
    ...(await chargePersonBudget(state, services)),
    ...possibleNumbers(suspected),
    // Of places that are told, and of no other: what is closed or was not asked for says nothing of itself.
    ...valuesSetAside(setAside),
  ];
  return {
    withheld: withheld.map((place) => inWords(place, REASON_TEXTS[place.reason])),
    ...(setAside.length > 0 && {
      setAside: setAside.map((place) => inWords(place, SET_ASIDE_TEXTS[place.reason])),
    }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** One entry of `extensions.sekisho.withheld` or `setAside`: a place, and what it says of those alike. */
type Told<Place> = Omit<Place, 'path'> & {
  readonly path: readonly (string | number)[];
  readonly alike?: Alike;
};

/**
 * Each place by itself while they are few; else those that differ in their rows only as one, so that what is said
 * of the nulls never grows with them.
 */
async function tellPlaces<Place extends ToldPlace>(
  guard: RequestGuard,
  places: readonly Place[],
  data: unknown,
): Promise<readonly Told<Place>[]> {
  const isThere = (path: readonly (string | number)[]): boolean => isInAnswer(data, path);
  const entries: readonly Told<Place>[] =
    places.length <= MAX_PLACES_TOLD
      ? places.map((place) => ({ ...place, path: pathKeys(place.path) })).filter(({ path }) => isThere(path))
      : (await guard.loop.take(groupPlaces(places, isThere))).map(({ path, place, alike }) => ({
          ...{ ...place, path },
          ...(alike.count > 1 && { alike }),
        }));
  return [...entries].sort(byPath);
}

/** Why the place is empty, and what to do about it. */
function inWords<Place>(place: Place, { en, ja }: { readonly en: string; readonly ja: string }): object {
  return { ...place, message: en, messageJa: ja };
}

interface ToldErrors {
  readonly errors: readonly GraphQLFormattedError[];
  /** Errors that are left out: of more than a thousand nobody reads the last. */
  readonly untold: number;
}

/** The same for errors: where a great many fields failed, those that failed alike are one error. */
async function tellErrors(
  guard: RequestGuard | null,
  given: readonly GraphQLFormattedError[] | undefined,
): Promise<ToldErrors | undefined> {
  if (given === undefined) return undefined;
  const grouped =
    guard === null || guard.failures.length <= MAX_FAILURES_TOLD
      ? []
      : (await guard.loop.take(groupPlaces(guard.failures, () => true))).map(({ path, place, alike }) => {
          const error = formatError({ message: place.error.en, path }, place.error);
          return { ...error, extensions: { ...error.extensions, alike } };
        });
  const inGroups = new Set(grouped.map(({ message }) => message));
  const others = given.filter(({ message }) => !inGroups.has(message)).sort(byErrorPath);
  const errors = [...grouped, ...others.slice(0, MAX_PLACES_TOLD)];
  return { errors, untold: Math.max(0, others.length - MAX_PLACES_TOLD) };
}

function isValidationFault({ extensions }: GraphQLError): boolean {
  return extensions['code'] === 'GRAPHQL_VALIDATION_FAILED';
}

function isVariableFault(error: GraphQLError): boolean {
  return findGatewayError(error) === null && callerFault(error.toJSON()) === 'VARIABLE';
}

/** Ground in the record: a field that may not be null failed, and took what stands around it along. */
const LOST = 'lost with a field that failed';

/** What takes the place of an answer that may not leave. */
interface Refusal {
  readonly data: null;
  readonly errors: readonly GraphQLFormattedError[];
}

/** An answer that grew too large is taken back whole: nothing of it leaves, and the record says so of each access. */
function refuseOverflow(state: RequestState): Promise<Refusal> {
  const error = new GatewayError('BAD_USER_INPUT', {
    detail: TOO_MANY_FIELDS,
    en: `The answer would have more than ${MAX_ACCESSES} fields, or too long names of fields. Ask for fewer rows or fields at a time.`,
    ja: `回答の項目数が ${MAX_ACCESSES} を超えるか、項目の別名が長すぎます。件数か項目を減らしてください。`,
  });
  return replaceAnswer(state, error);
}

async function replaceAnswer(state: RequestState, error: GatewayError): Promise<Refusal> {
  await state.withdraw(error.detail ?? error.code);
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
