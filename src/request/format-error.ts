import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { ERROR_TABLE, type ErrorCode } from '../errors/codes.js';
import { GatewayError } from '../errors/gateway-error.js';
import { maskNumbers } from '../individual-number/tripwire/tripwire.js';
import { documentFaultJa } from './document-fault-ja.js';
import { variableFault, withPlace } from './variable-fault.js';

/** Apollo Server's own codes for a request that is wrong in form: its messages speak of the document only. */
const ABOUT_THE_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

const ARGUMENT = /^Argument "\w+" (?:of |has )/;

/**
 * The one door for errors. Ours go out with their fixed texts, those about the document's form with their own,
 * those about a variable without the value they quote, and everything else masked: the request's id, which the
 * plugin adds, is in the log as well. With the caller's view of the graph more is told of a variable.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  view?: GraphQLSchema,
): GraphQLFormattedError {
  const known = findGatewayError(thrown);
  if (known !== null && known.code !== 'INTERNAL') {
    const { en, ja } = withPlace(formatted.message, known);
    const told = answer(formatted, known.code, en, ja);
    if (known.place === undefined) return told;
    return { ...told, extensions: { ...told.extensions, place: known.place } };
  }
  switch (callerFault(formatted)) {
    case 'ARGUMENT':
      return answer(
        formatted,
        'BAD_USER_INPUT',
        'An argument may not be null.',
        '引数に null は指定できません。',
      );
    case 'DOCUMENT':
      return aboutDocument(formatted);
    case 'VARIABLE': {
      const { en, ja } = variableFault(formatted.message, view);
      return answer(formatted, 'BAD_USER_INPUT', en, ja);
    }
    case null:
      return answer(formatted, 'INTERNAL', ERROR_TABLE.INTERNAL.en);
  }
}

/** What an error of the server or of graphql-js is about, as far as the caller can mend it. */
export function callerFault({
  extensions,
  message,
}: GraphQLFormattedError): 'DOCUMENT' | 'VARIABLE' | 'ARGUMENT' | null {
  const code = extensions?.['code'];
  if (typeof code === 'string' && ABOUT_THE_DOCUMENT.has(code)) return 'DOCUMENT';
  // graphql-js reads a field's arguments before it calls the resolver, where a variable's null shows first. Those of
  // @skip and @include it reads before there is a field, at the root before there is a place.
  if (ARGUMENT.test(message)) return 'ARGUMENT';
  return code === 'BAD_USER_INPUT' ? 'VARIABLE' : null;
}

function aboutDocument(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { text } = maskNumbers(formatted.message, { threshold: 'LOW' });
  return answer(formatted, 'BAD_USER_INPUT', text, documentFaultJa(text));
}

function answer(
  { path, locations }: GraphQLFormattedError,
  code: ErrorCode,
  message: string,
  messageJa: string = ERROR_TABLE[code].ja,
): GraphQLFormattedError {
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code, messageJa, retryable: ERROR_TABLE[code].retryable },
  };
}

/** Library errors wrap ours once or twice on their way out. */
export function findGatewayError(thrown: unknown): GatewayError | null {
  for (
    let at: unknown = thrown;
    at instanceof Error;
    at = at instanceof GraphQLError ? at.originalError : undefined
  ) {
    if (at instanceof GatewayError) return at;
  }
  return null;
}
