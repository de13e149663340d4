import { GraphQLScalarType, Kind } from 'graphql';
import { parseInstant } from '../../src/calendar/instant.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { toGraphQLError } from '../../src/errors/to-graphql-error.js';
import { FIRST_DAY, LAST_DAY } from './dates.js';

/** An offset moves an instant beyond the years that a text of four digits can say; those are no use to anybody. */
const FIRST = Date.parse(`${FIRST_DAY}T00:00:00Z`);
const LAST = Date.parse(`${LAST_DAY}T23:59:59.999Z`);

function readGiven(value: unknown): string {
  const instant = readInstant(value);
  const milliseconds = Date.parse(instant);
  if (milliseconds >= FIRST && milliseconds <= LAST) return instant;
  throw toGraphQLError(
    new GatewayError('BAD_USER_INPUT', {
      en: `An instant lies between ${FIRST_DAY} and ${LAST_DAY}.`,
      ja: `日時は ${FIRST_DAY} から ${LAST_DAY} までを指定してください。`,
      detail: 'DateTime range',
    }),
  );
}

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
  parseValue: readGiven,
  parseLiteral: (node) => readGiven(node.kind === Kind.STRING ? node.value : null),
});
