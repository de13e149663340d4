import { GraphQLScalarType, Kind } from 'graphql';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { toGraphQLError } from '../../src/errors/to-graphql-error.js';
import { FIRST_DAY, LAST_DAY } from './dates.js';

/** RFC 3339 with an offset: without one, an instant would be another on each machine. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

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
  const milliseconds = typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) : NaN;
  if (!Number.isNaN(milliseconds)) return new Date(milliseconds).toISOString();
  throw toGraphQLError(
    new GatewayError('BAD_USER_INPUT', {
      en: 'An instant is written like 2023-06-27T09:00:00+09:00.',
      ja: '日時は 2023-06-27T09:00:00+09:00 のように、時差を付けて指定してください。',
      detail: 'DateTime',
    }),
  );
}

export const Instant = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    '時差付きの日時 (RFC 3339)。回答は UTC、ミリ秒まで。/ An instant with its offset (RFC 3339); answers are in UTC, to the millisecond.',
  serialize: readInstant,
  parseValue: readGiven,
  parseLiteral: (node) => readGiven(node.kind === Kind.STRING ? node.value : null),
});
