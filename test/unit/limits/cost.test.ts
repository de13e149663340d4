import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getIntrospectionQuery,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { ASSUMED_SIZES } from '../../../src/limits/assumed-sizes.js';
import { costOf, type OperationCost } from '../../../src/limits/cost.js';
import { coerceVariables, limitOperation } from '../../../src/limits/limit-operation.js';

const graph = buildSchema(
  readFileSync(join(__dirname, '..', '..', '..', 'schema', 'schema.graphql'), 'utf8'),
);

function partsOf(text: string, given?: Record<string, unknown>, schema: GraphQLSchema = graph) {
  const document = parse(text);
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error('The test holds no operation');
  return { schema, document, operation, variables: coerceVariables(schema, operation, given) };
}

const cost = (text: string, given?: Record<string, unknown>, schema?: GraphQLSchema): OperationCost =>
  costOf(partsOf(text, given, schema));
const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');

function refusal(text: string, given?: Record<string, unknown>): GatewayError | null {
  try {
    limitOperation(partsOf(text, given));
    return null;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

describe('a page is as long as `first` says', () => {
  const page = (first: string, head = '') =>
    `query ${head} { residents(where: {}${first}) { nodes { atenaNumber } } }`;
  const wanted: readonly (readonly [string, number, string, Record<string, unknown>])[] = [
    ['a literal', 7, page(', first: 7'), {}],
    ['a variable', 8, page(', first: $n', '($n: Int!)'), { n: 8 }],
    ['the default of a variable', 9, page(', first: $n', '($n: Int! = 9)'), {}],
    ['a variable that overrides its default', 8, page(', first: $n', '($n: Int! = 9)'), { n: 8 }],
    ['nothing, so that the schema says it', 50, page(''), {}],
    ['more than a page can have, which the resolver refuses', 1000, page(', first: 2000000000'), {}],
    ['less than nothing, which the resolver refuses', 0, page(', first: -5'), {}],
  ];
  test.each(wanted)('%s: %i rows', (_how, rows, text, given) => {
    expect(cost(text, given)).toMatchObject({ stated: 2 + rows, expected: 2 + rows });
  });

  test('an absent variable without a default leaves it to the schema', () => {
    const text = 'query ($n: Int) { page(first: $n) { nodes { id } } }';
    const schema = buildSchema(
      'type Query { page(first: Int = 4): C } type C { nodes: [N] } type N { id: ID }',
    );
    expect(cost(text, {}, schema).stated).toBe(2 + 4);
    expect(cost(text, { n: 6 }, schema).stated).toBe(2 + 6);
  });

  test('only the rows of a connection are multiplied, its page information is not', () => {
    expect(
      cost(
        '{ residents(where: {}, first: 10) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { sex } } } }',
      ).stated,
    ).toBe(1 + 1 + (1 + 2) + 1 + 10 * 3);
  });

  test('the length of a page does not reach the lists within its rows', () => {
    const { stated, expected } = cost(
      '{ residents(where: {}, first: 100) { nodes { immunizations { lot } } } }',
    );
    expect(stated).toBe(2 + 100 * (1 + 1));
    expect(expected).toBe(2 + 100 * (1 + 20));
  });
});

describe('a list whose length nobody states', () => {
  test('is one row for what is stated, its assumed size for what is expected; within each other they multiply', () => {
    const { stated, expected } = cost(
      '{ resident(atenaNumber: "1") { household { members { head resident { immunizations { lot } } } } } }',
    );
    expect(stated).toBe(3 + (2 + (1 + 1)));
    expect(expected).toBe(3 + 3 * (2 + (1 + 20)));
  });

  test('has ten rows when the table does not know it', () => {
    expect(
      cost('{ list { id } }', {}, buildSchema('type Query { list: [N!]! } type N { id: ID }')).expected,
    ).toBe(1 + 10);
  });

  test('stands in the table only where the graph has such a list, and with a reason', () => {
    for (const [coordinate, { rows, reason }] of Object.entries(ASSUMED_SIZES)) {
      const [typeName = '', fieldName = ''] = coordinate.split('.');
      const type = graph.getType(typeName);
      const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
      expect([coordinate, isListType(getNullableType(field?.type))]).toEqual([coordinate, true]);
      expect(field?.args.map(({ name }) => name)).not.toContain('first');
      expect(rows).toBeGreaterThan(0);
      expect(reason).not.toBe('');
    }
  });
});

describe('fragments', () => {
  test('that double at each of 60 steps are weighed, for each is weighed once', () => {
    const chain = times(60, (at) => {
      const inner = at === 0 ? 'sex' : `...F${at}`;
      const one = `household { members { resident { ${inner} } } }`;
      return `fragment F${at + 1} on Resident { a: ${one} b: ${one} }`;
    });
    expect(cost(`{ resident(atenaNumber: "1") { ...F60 } } ${chain}`).stated).toBeGreaterThan(2 ** 60);
  });

  test('that ask for the same field are answered once, and counted once', () => {
    const text =
      '{ resident(atenaNumber: "1") { ...A ...B name { kanji } } } fragment A on Resident { sex name { kanji kana } } fragment B on Resident { ...A sex name { kana roman } }';
    expect(cost(text).stated).toBe(1 + 1 + 1 + 3);
  });

  test('on several types count as the dearest of them', () => {
    const schema = buildSchema(
      'type Query { n: N } interface N { id: ID } type A implements N { id: ID } type B implements N { id: ID x: ID y: ID } union U = A | B',
    );
    expect(cost('{ n { id ... on A { id } ... on B { x y } ... on N { k: id } } }', {}, schema).stated).toBe(
      1 + 4,
    );
  });
});

test('what @skip and @include leave out costs nothing, and everything while the variables are not known', () => {
  const text =
    'query ($no: Boolean!) { viewer { account role @include(if: $no) nameJa @skip(if: true) ... on Viewer @include(if: $no) { zone } } }';
  expect(cost(text, { no: false }).stated).toBe(2);
  expect(cost(text, { no: true }).stated).toBe(4);
  expect(costOf({ ...partsOf(text, { no: true }), variables: null }).stated).toBe(5);
});

test('aliases are counted by field and place, through fragments', () => {
  const text = `{ resident(atenaNumber: "1") { ...A a: sex b: sex name { k: kanji l: kanji } } } fragment A on Resident { c: sex ... on Resident { d: sex a: sex } }`;
  expect(cost(text)).toMatchObject({ aliases: 4 });
});

describe('what is let through', () => {
  const DOSE = `id vaccine { code } date { iso } ageAtVaccination billingMonth setting place preExam { result institution { name } doctor }
    institution { name } doctor manufacturer lot doseMl`;
  const PERSON =
    'atenaNumber status sex age name { kanji kana alias } birthDate { iso wareki precision } residentSince { iso }';
  test.each([
    [
      '1,000 residents with their doses, all 14 items',
      `{ residents(where: {}, first: 1000) { nodes { atenaNumber immunizations { ${DOSE} } } } }`,
    ],
    [
      '1,000 households',
      `{ residents(where: {}, first: 1000) { nodes { household { members { relationship head resident { ${PERSON} } } } } } }`,
    ],
    [
      '100 fields at the root',
      `{ ${times(50, (at) => `a${at}: viewer { role }`)} ${times(50, (at) => `b${at}: residents(where: {}) { totalCount }`)} }`,
    ],
    ['100 aliases of a field', `{ ${times(100, (at) => `a${at}: viewer { account }`)} }`],
    [
      'a report of 20 tables',
      `{ ${times(20, (at) => `a${at}: immunizationCoverage(vaccine: "MR", by: [SEX]) { key { dimension value } population vaccinated rate }`)} }`,
    ],
    ['the graph about itself', getIntrospectionQuery()],
  ])('%s', (_what, text) => {
    expect(refusal(text)).toBeNull();
  });
});

describe('what is refused', () => {
  test.each([
    [
      '101 fields at the root',
      'root fields',
      `{ ${times(34, (at) => `a${at}: viewer { role } b${at}: resident(atenaNumber: "1") { sex } c${at}: residents(where: {}) { totalCount }`)} }`,
    ],
    ['101 aliases of a field', 'root fields', `{ ${times(101, (at) => `a${at}: viewer { account }`)} }`],
    [
      '101 aliases far below',
      'aliases',
      `{ resident(atenaNumber: "1") { name { ${times(101, (at) => `a${at}: kana`)} } } }`,
    ],
  ])('%s', (_what, detail, text) => {
    expect(refusal(text)).toMatchObject({ code: 'BAD_USER_INPUT', detail: `operation limit: ${detail}` });
  });

  test('full pages of more than 200,000 fields, with estimate and limit in both languages', () => {
    const text = `query ($n: Int!) { residents(where: {}, first: $n) { nodes { ${times(12, (at) => `a${at}: name { kanji kana alias roman former k${at}: kanji } b${at}: birthDate { iso wareki precision } c${at}: name { kanji kana alias roman former }`)} } } }`;
    expect(refusal(text, { n: 1000 })).toMatchObject({
      detail: 'operation limit: estimated fields',
      en: expect.stringMatching(/estimated at 204,002 fields; the limit is 200,000/),
      ja: expect.stringMatching(/204,002件の見積もりで、上限の200,000件/),
    });
    expect(refusal(text, { n: 900 })).toBeNull();
  });

  test('lists in lists that are expected to pass a million', () => {
    const nested = (levels: number): string =>
      levels === 0 ? 'sex' : `household { members { resident { ${nested(levels - 1)} } } }`;
    expect(refusal(`{ residents(where: {}, first: 1000) { nodes { ${nested(6)} } } }`)).toMatchObject({
      en: expect.stringMatching(/the limit is 1,000,000/),
    });
    expect(refusal(`{ residents(where: {}, first: 1000) { nodes { ${nested(2)} } } }`)).toBeNull();
  });
});

test('entities are as many as the keys they are asked for by, written or in a variable', () => {
  const ask = (keys: string, head = '') =>
    `query ${head} { _entities(representations: ${keys}) { ... on Resident { sex age } } }`;
  const key = (at: number) => ({ __typename: 'Resident', atenaNumber: String(at).padStart(15, '0') });
  const many = Array.from({ length: 300 }, (_, at) => key(at));
  expect(
    cost(ask('[{__typename: "Resident", atenaNumber: "1"}, {__typename: "Resident", atenaNumber: "2"}]'))
      .stated,
  ).toBe(1 + 2 * 2);
  expect(cost(ask('$r', '($r: [_Any!]!)'), { r: many })).toMatchObject({
    stated: 1 + 300 * 2,
    expected: 1 + 300 * 2,
  });
});
