import { GraphQLScalarType, Kind, type GraphQLError } from 'graphql';
import { isPlainDate } from '../../src/calendar/plain-date.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { toGraphQLError } from '../../src/errors/to-graphql-error.js';

/**
 * Days that a caller may name: from the first era of the registry's dates on, and not so far ahead that a day after
 * it, or an age on it, has no place in the calendar.
 */
export const FIRST_DAY = '1868-01-01';
export const LAST_DAY = '2199-12-31';

function readDate(value: unknown): string {
  if (typeof value === 'string' && isPlainDate(value)) {
    if (value >= FIRST_DAY && value <= LAST_DAY) return value;
    throw outOfRange();
  }
  throw toGraphQLError(
    new GatewayError('BAD_USER_INPUT', {
      en: 'A date is written YYYY-MM-DD and exists in the calendar.',
      ja: '日付は YYYY-MM-DD の形で、実在する日を指定してください。',
      detail: 'Date',
    }),
  );
}

function outOfRange(): GraphQLError {
  return toGraphQLError(
    new GatewayError('BAD_USER_INPUT', {
      en: `A date lies between ${FIRST_DAY} and ${LAST_DAY}.`,
      ja: `日付は ${FIRST_DAY} から ${LAST_DAY} までの日を指定してください。`,
      detail: 'Date range',
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
  description:
    '暦日 YYYY-MM-DD。時刻も時間帯も持たない。入力は 1868-01-01 から 2199-12-31 まで。/ A calendar day, YYYY-MM-DD, without time or zone. As an input from 1868-01-01 to 2199-12-31.',
  serialize: writeDate,
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : null),
});
