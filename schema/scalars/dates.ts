import { GraphQLScalarType, Kind } from 'graphql';
import { isPlainDate } from '../../src/calendar/plain-date.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { toGraphQLError } from '../../src/errors/to-graphql-error.js';

function readDate(value: unknown): string {
  if (typeof value === 'string' && isPlainDate(value)) return value;
  throw toGraphQLError(
    new GatewayError('BAD_USER_INPUT', {
      en: 'A date is written YYYY-MM-DD and exists in the calendar.',
      ja: '日付は YYYY-MM-DD の形で、実在する日を指定してください。',
      detail: 'Date',
    }),
  );
}

/** What goes out was not written by the caller: a day that is none is a fault of ours, and is reported as one. */
function writeDate(value: unknown): string {
  if (typeof value === 'string' && isPlainDate(value)) return value;
  throw new TypeError('a Date of an answer is no day of the calendar');
}

/**
 * A calendar day without time or zone. Never a JavaScript `Date`: Japan kept daylight saving time in 1948-1951.
 * Every day that a caller gives is one, so that a resolver and the rules behind it receive days that exist.
 */
export const PlainDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: '暦日 YYYY-MM-DD。時刻も時間帯も持たない。/ A calendar day, YYYY-MM-DD, without time or zone.',
  serialize: writeDate,
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : null),
});
