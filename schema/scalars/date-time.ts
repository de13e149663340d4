import { GraphQLScalarType, Kind } from 'graphql';
import { parseInstant } from '../../src/calendar/instant.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { toGraphQLError } from '../../src/errors/to-graphql-error.js';

function readInstant(value: unknown): string {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant !== null) return instant;
  throw toGraphQLError(
    new GatewayError('BAD_USER_INPUT', {
      en: 'An instant is written like 2023-06-27T09:00:00+09:00 and exists in the calendar.',
      ja: '日時は 2023-06-27T09:00:00+09:00 のように、時差を付けて、実在する日時を指定してください。',
      detail: 'DateTime',
    }),
  );
}

/** What goes out was not written by the caller: an instant that is none is a fault of ours, and is reported as one. */
function writeInstant(value: unknown): string {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) throw new TypeError('a DateTime of an answer is no instant');
  return instant;
}

export const Instant = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    '時差付きの日時 (RFC 3339)。回答は UTC、ミリ秒まで。/ An instant with its offset (RFC 3339); answers are in UTC, to the millisecond.',
  serialize: writeInstant,
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(node.kind === Kind.STRING ? node.value : null),
});
