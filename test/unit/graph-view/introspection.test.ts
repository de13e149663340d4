import { parse, type OperationDefinitionNode } from 'graphql';
import { introspectionOf, type Introspection } from '../../../src/graph-view/introspection.js';

const cases: readonly (readonly [Introspection, string])[] = [
  ['NONE', '{ viewer { account } }'],
  ['NONE', '{ __typename viewer { account } }'],
  ['NONE', '{ a: viewer { __typename } }'],
  ['ALONE', '{ __typename }'],
  ['ALONE', '{ x: __schema { types { name } } __typename }'],
  [
    'ALONE',
    '{ ...A } fragment A on Query { ...B __type(name: "X") { name } } fragment B on Query { __schema { types { name } } }',
  ],
  ['ALONE', '{ __schema { types { name } } } query Other { viewer { account } }'],
  ['MIXED', '{ viewer: __schema { types { name } } __schema: viewer { account } }'],
  [
    'MIXED',
    '{ ... { ... on Query { __type(name: "X") { name } } } ...A } fragment A on Query { viewer { account } }',
  ],
  [
    'MIXED',
    'query ($n: Boolean = false) { __schema @include(if: $n) { types { name } } viewer @skip(if: true) { account } }',
  ],
];

test.each(cases)('%s: %s', (expected, text) => {
  const document = parse(text);
  expect(introspectionOf(document, document.definitions[0] as OperationDefinitionNode)).toBe(expected);
});

test('fragments that spread each other, or themselves, are opened once', () => {
  const depth = 40;
  const fragments = Array.from(
    { length: depth },
    (_, at) => `fragment F${at} on Query { ...F${(at + 1) % depth} ...F${(at + 1) % depth} }`,
  );
  const document = parse(`{ ...F0 __typename } ${fragments.join(' ')}`);
  expect(introspectionOf(document, document.definitions[0] as OperationDefinitionNode)).toBe('ALONE');
});
