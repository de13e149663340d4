import { parse, validate, type OperationDefinitionNode } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { planOperation } from '../../../src/guard/plan.js';

let built: ReturnType<typeof build> | null = null;
function build() {
  const schema = buildGraph();
  return { schema, classes: classifySchema(schema) };
}

function plan(text: string) {
  const { schema, classes } = (built ??= build());
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return planOperation(schema, classes, document, document.definitions[0] as OperationDefinitionNode);
}

const NUMBER = 'individualNumber { value }';

describe('the coordinates of an operation', () => {
  test.each([
    ['an alias', '{ publicInfo: resident(atenaNumber: "1") { note: address } }'],
    ['a fragment', '{ resident(atenaNumber: "1") { ...F } } fragment F on Resident { address }'],
    [
      'nested fragments',
      '{ resident(atenaNumber: "1") { ...F } } fragment F on Resident { ...G } fragment G on Resident { address }',
    ],
    ['an inline fragment', '{ resident(atenaNumber: "1") { ... on Resident { ... { address } } } }'],
    [
      '@skip and @include',
      'query ($yes: Boolean! = false) { resident(atenaNumber: "1") @include(if: $yes) { address @skip(if: $yes) } }',
    ],
  ])('are the same through %s', (_way, text) => {
    expect([...plan(text).fields.keys()].sort()).toEqual(['Query.resident', 'Resident.address']);
  });
});

describe('a number', () => {
  test('of one person is asked for one person', () => {
    expect(plan(`{ resident(atenaNumber: "1") { ${NUMBER} } }`).severalPersons).toBe(false);
  });

  test.each([
    ['a list', `{ residents(where: {}) { nodes { ${NUMBER} } } }`],
    ['edges', `{ residents(where: {}) { edges { node { ${NUMBER} } } } }`],
    [
      'two aliases',
      `{ a: resident(atenaNumber: "1") { ${NUMBER} } b: resident(atenaNumber: "2") { ${NUMBER} } }`,
    ],
    [
      'two aliases sharing a fragment',
      `{ a: resident(atenaNumber: "1") { ...F } b: resident(atenaNumber: "2") { ...F } } fragment F on Resident { ${NUMBER} }`,
    ],
    ['a household', `{ resident(atenaNumber: "1") { household { members { resident { ${NUMBER} } } } } }`],
    [
      'one root under @include',
      `query ($yes: Boolean! = false) { resident(atenaNumber: "1") { ${NUMBER} } b: resident(atenaNumber: "2") @include(if: $yes) { ${NUMBER} } }`,
    ],
  ])('through %s is asked for several', (_way, text) => {
    expect(plan(text).severalPersons).toBe(true);
  });

  test('beside a list that does not ask for it is still one person’s', () => {
    const text = `{ resident(atenaNumber: "1") { ${NUMBER} } residents(where: {}) { nodes { atenaNumber } } }`;
    expect(plan(text).severalPersons).toBe(false);
  });
});

test('an operation about the account alone needs no purpose, one about a person does', () => {
  expect(plan('{ viewer { account } }').needsPurpose).toBe(false);
  expect(plan('{ viewer { account } resident(atenaNumber: "1") { atenaNumber } }').needsPurpose).toBe(true);
});

test('fragments that spread each other are walked once, not two to the power of their number', () => {
  const depth = 40;
  const fragments = Array.from({ length: depth }, (_, at) =>
    at === depth - 1
      ? `fragment F${at} on Resident { atenaNumber }`
      : `fragment F${at} on Resident { ...F${at + 1} ... { ...F${at + 1} } }`,
  ).join(' ');
  const { schema, classes } = (built ??= build());
  const document = parse(`{ resident(atenaNumber: "1") { ...F0 } } ${fragments}`);
  const walked = planOperation(schema, classes, document, document.definitions[0] as OperationDefinitionNode);
  expect(walked.fields.has('Resident.atenaNumber')).toBe(true);
});
