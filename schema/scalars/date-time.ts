import { GraphQLScalarType, Kind } from 'graphql';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { toGraphQLError } from '../../src/errors/to-graphql-error.js';

/** RFC 3339 with an offset: without one, an instant would be another on each machine. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

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
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(node.kind === Kind.STRING ? node.value : null),
});
