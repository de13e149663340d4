import { buildSchema, type GraphQLField } from 'graphql';
import {
  leadsToText,
  parsePersonArgument,
  PERSON_KINDS,
  readPersonTexts,
  type PersonArgument,
} from '../../../src/guard/person-argument.js';

const argument = (text: string): PersonArgument => {
  const parsed = parsePersonArgument(text);
  if (parsed === null) throw new TypeError(text);
  return parsed;
};

describe('a declared argument', () => {
  test('is a kind and the way to the text; without a kind it holds the number of a resident', () => {
    expect(parsePersonArgument('atenaNumber')).toEqual({ kind: 'resident', path: ['atenaNumber'] });
    expect(parsePersonArgument('provision:input.of.id')).toEqual({
      ...{ kind: 'provision', path: ['input', 'of', 'id'] },
    });
    for (const kind of PERSON_KINDS) expect(parsePersonArgument(`${kind}:id`)?.kind).toBe(kind);
  });
  test.each([
    ...['', ':', 'id:', ':id', 'case:', 'stranger:id', 'case:id.', 'case:.id', 'id..key', ' id', 'id '],
    ...['case:id:key', 'case: id', 'a case:id', 'case:id!', 'case:id\n'],
  ])('and %j is none', (text) => {
    expect(parsePersonArgument(text)).toBeNull();
  });
});

describe('the way to the text', () => {
  const schema = buildSchema(`
    scalar Day
    enum Colour { RED }
    type Query { f(id: ID!, name: [String!], count: Int, day: Day, colour: Colour, input: [One!]!): Int }
    input One { id: ID two: [Two!] count: Int }
    input Two { ids: [[ID!]!]! }
  `);
  const field = schema.getQueryType()?.getFields()['f'] as GraphQLField<unknown, unknown>;
  test.each(['id', 'name', 'input.id', 'input.two.ids'])('%s leads to one', (path) => {
    expect(leadsToText(field, argument(path))).toBe(true);
  });
  test.each([
    ...['count', 'day', 'colour', 'input', 'input.count', 'input.two', 'unknown', 'unknown.id', 'id.id'],
    ...['input.unknown', 'input.unknown.id', 'input.id.id', 'input.two.ids.id'],
  ])('%s leads to none', (path) => {
    expect(leadsToText(field, argument(path))).toBe(false);
  });
});

describe('the texts that name somebody', () => {
  const read = (given: unknown, path = 'input.people.id', mayBeLeftOut = false, most?: number) =>
    readPersonTexts(
      { input: given },
      { ...argument(path), ...(most !== undefined && { most }) },
      mayBeLeftOut,
    );
  const refusal = (...of: Parameters<typeof read>) => {
    try {
      return { texts: read(...of) };
    } catch (error) {
      const { code, detail, en, ja } = error as Record<string, string>;
      return { code, detail, en, ja };
    }
  };
  const UNNAMED = {
    ...{ code: 'BAD_USER_INPUT', detail: 'no person named' },
    en: 'This must name the person it is about. Give the number of at least one.',
    ja: '対象者の指定がありません。対象者の番号を1件以上指定してください。',
  };

  test('are found through every list on the way, each once, in their order', () => {
    expect(read({ people: { id: '7' } })).toEqual(['7']);
    expect(read([{ people: [{ id: '7' }, { id: ['9', '8'] }] }, { people: { id: '9' } }])).toEqual([
      ...['7', '9', '8'],
    ]);
    expect(read('7', 'input')).toEqual(['7']);
    // Nobody is named by nothing, which is still a text.
    expect(read('', 'input')).toEqual(['']);
  });
  test.each([
    ...[
      undefined,
      null,
      {},
      [],
      '7',
      7,
      { people: null },
      { people: [] },
      { people: [[]] },
      { people: 'id' },
    ],
    ...[{ people: [{ id: '7' }, {}] }, { people: [{ id: '7' }, null] }, { people: { id: [] } }],
    { people: Object.create({ id: '7' }) as unknown },
  ])('must not be missing: %j', (given) => {
    expect(refusal(given)).toEqual(UNNAMED);
  });
  test.each([7, true, [true], { id: '7' }, { length: 1 }, [['7', 7]], ['7', {}]])(
    'and are texts: %j',
    (id) => {
      expect(refusal({ people: { id } })).toEqual(UNNAMED);
      expect(refusal({ people: { id } }, 'input.people.id', true)).toEqual(UNNAMED);
    },
  );
  test('are not looked for in what an object inherits', () => {
    expect(refusal({}, 'input.constructor.name')).toEqual(UNNAMED);
  });
  test('may be left out where the act touches them beside others', () => {
    expect(read(undefined, 'input.people.id', true)).toEqual([]);
    expect(read({ people: [{ id: '7' }, {}, { id: null }] }, 'input.people.id', true)).toEqual(['7']);
  });
  test('are as many as the declaration allows, and a thousand where it does not say', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => String(at));
    expect(read(many(3), 'input', false, 3)).toHaveLength(3);
    expect(refusal(many(4), 'input', false, 3)).toEqual({
      ...{ code: 'BAD_USER_INPUT', detail: 'too many persons named' },
      en: 'At most 3 persons at a time.',
      ja: '一度に指定できるのは3人までです。',
    });
    expect(read([...many(3), ...many(3)], 'input', false, 3)).toHaveLength(3);
    expect(read(many(1_000), 'input')).toHaveLength(1_000);
    expect(refusal(many(1_001), 'input')).toMatchObject({ en: 'At most 1000 persons at a time.' });
  });
});

test.each<readonly [string, object | null]>([
  ['people', { kind: 'resident', path: ['people'] }],
  ['provision:input.homes.id', { kind: 'provision', path: ['input', 'homes', 'id'] }],
  ['logged:a', { kind: 'logged', path: ['a'] }],
  ...[
    '',
    'other:a',
    'resident:',
    ':a',
    'a.',
    '.a',
    'a..b',
    ' a',
    'a ',
    'a b',
    'x resident:a',
    'resident:a!',
  ].map((text) => [text, null] as const),
])('%j declares %o', (text, declared) => expect(parsePersonArgument(text)).toEqual(declared));
