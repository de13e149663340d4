import { buildSchema, parse, validate, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { classifySchema } from '../../../src/guard/classification.js';
import { planOperation } from '../../../src/guard/plan.js';
import { graph } from './harness.js';

function planOf(document: DocumentNode, at = 0) {
  const { schema, classes } = graph();
  return planOperation(schema, classes, document, document.definitions[at] as OperationDefinitionNode);
}
function plan(text: string, at = 0) {
  const document = parse(text);
  expect(validate(graph().schema, document)).toEqual([]);
  return planOf(document, at);
}
const coordinates = (text: string, at?: number) => [...plan(text, at).fields.keys()].sort();

describe('the coordinates of an operation', () => {
  test('are exactly those it names, each with its class', () => {
    const { fields } = plan('{ person { name number { value } } }');
    expect([...fields.keys()]).toEqual(['Query.person', 'Person.name', 'Person.number', 'Number.value']);
    expect(fields.get('Person.name')).toMatchObject({
      coordinate: 'Person.name',
      classification: 'BASIC',
      verb: 'READ',
    });
  });
  test('behind an interface are those of every type behind it', () => {
    expect(coordinates('{ named { name } }')).toEqual(['Office.name', 'Person.name', 'Query.named']);
  });
  test('behind a union are those of the types asked for', () => {
    expect(coordinates('{ found { ... on Person { memo } ... on Office { hours } } }')).toEqual([
      'Office.hours',
      'Person.memo',
      'Query.found',
    ]);
    expect(coordinates('{ found { ... on Named { name } } }')).toEqual([
      'Office.name',
      'Person.name',
      'Query.found',
    ]);
  });
  test('do not hold what introspection answers', () => {
    expect(coordinates('{ __typename person { __typename key } __schema { queryType { name } } }')).toEqual([
      'Person.key',
      'Query.person',
    ]);
  });
  test('are those of the one operation that runs', () => {
    const text = 'query A { motto } query B { notice ...F } fragment F on Query { person { key } }';
    expect(coordinates(text, 0)).toEqual(['Query.motto']);
    expect(coordinates(text, 1)).toEqual(['Person.key', 'Query.notice', 'Query.person']);
  });
  test('of a mutation start at its own root', () => {
    expect(coordinates('mutation { rename { key } }')).toEqual(['Mutation.rename', 'Person.key']);
  });
  test('through one fragment are found from each place that spreads it', () => {
    const text = '{ person { ...F } crowd { ...F } } fragment F on Named { ... on Person { digits } }';
    expect(coordinates(text)).toEqual(['Person.digits', 'Query.crowd', 'Query.person']);
    expect(plan(text).severalPersons).toBe(true);
  });
  test('leave out what the document promises and does not hold', () => {
    expect([...planOf(parse('{ motto { name } ...Nowhere unknown { name } }')).fields.keys()]).toEqual([
      'Query.motto',
    ]);
  });
});

test('roots are known by the key they have in the answer', () => {
  expect([...plan('{ a: motto person { key } ...F } fragment F on Query { b: notice }').roots]).toEqual([
    ['a', 'Query.motto'],
    ['person', 'Query.person'],
    ['b', 'Query.notice'],
  ]);
});

describe('numbers of several persons', () => {
  test.each([
    ['{ person { digits } }', false],
    ['{ person { digits more: digits } }', false],
    ['{ person { digits spouse { key } } crowd { key } }', false],
    ['{ people { digits } }', true],
    ['{ crowd { digits } }', true],
    ['{ person { children { spouse { digits } } } }', true],
    ['{ person { children { key } spouse { digits } } }', false],
    ['{ a: person { digits } b: person { digits } }', true],
    ['{ a: person { digits } b: person { key } }', false],
    ['{ person { digits } person { looseDigits } }', false],
    ['{ person { digits } person { number { value } } }', false],
    ['{ a: person { ...F } b: person { ...F } } fragment F on Person { spouse { digits } }', true],
  ])('%s: %p', (text, expected) => {
    expect(plan(text).severalPersons).toBe(expected);
  });
});

describe('a purpose', () => {
  test.each([
    ['{ motto }', false],
    ['{ notice }', false],
    ['{ motto notice __typename }', false],
    ['{ motto person { key } }', true],
    ['{ verify }', true],
  ])('for %s: %p', (text, expected) => {
    expect(plan(text).needsPurpose).toBe(expected);
  });
});

test('a kind of operation that the graph does not have is not served', () => {
  const schema = buildSchema(
    'directive @classified(as: C) on FIELD_DEFINITION enum C { PUBLIC } type Query { a: Int @classified(as: PUBLIC) }',
  );
  const document = parse('subscription { a }');
  const run = () =>
    planOperation(
      schema,
      classifySchema(schema),
      document,
      document.definitions[0] as OperationDefinitionNode,
    );
  expect(run).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      detail: 'operation type',
      en: 'This kind of operation is not served. Send a query.',
      ja: 'この種類の操作には対応していません。query を送ってください。',
    }) as Error,
  );
});
