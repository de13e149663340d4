import { buildSchema, execute, parse, type GraphQLResolveInfo } from 'graphql';
import { selects } from '../../../src/guard/selects.js';

/** Whether a field is asked for is judged as graphql-js will collect it. */

const schema = buildSchema('type Query { page: Page } type Page { total: Int nodes: Int inner: Page }');

function isAsked(text: string, variables: Readonly<Record<string, unknown>> = {}): boolean {
  let asked: boolean | undefined;
  const page = (_args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    asked = selects(info, 'total');
    return {};
  };
  execute({ schema, document: parse(text), rootValue: { page }, variableValues: variables });
  if (asked === undefined) throw new TypeError('never resolved');
  return asked;
}

const FRAGMENT = 'fragment Both on Page { nodes ...Total } fragment Total on Page { total }';

test.each([
  ['by its name', '{ page { nodes total } }'],
  ['under another name', '{ page { nodes: total } }'],
  ['in a selection that is merged', '{ page { nodes } page { total } }'],
  ['in a fragment of a fragment', `{ page { ...Both } } ${FRAGMENT}`],
  ['in an inline fragment, with and without its type', '{ page { ... { ... on Page { total } } } }'],
  ['where nothing leaves it out', '{ page { total @skip(if: false) @include(if: true) } }'],
  ['beside one that is left out', '{ page { total @skip(if: true) nodes total } }'],
])('it is asked for %s', (_how, text) => expect(isAsked(text)).toBe(true));

test.each([
  ['another field has the name', '{ page { total: nodes } }'],
  ['it stands one level below', '{ page { inner { total } } }'],
  ['a fragment is not spread', `{ page { nodes } } ${FRAGMENT}`],
  ['the fragment is not there', '{ page { nodes ...Gone } }'],
  ['it is skipped', '{ page { nodes total @skip(if: true) } }'],
  ['it is not included', '{ page { nodes total @include(if: false) } }'],
  ['it is skipped, though included', '{ page { nodes total @skip(if: true) @include(if: true) } }'],
  ['the fragment around it is left out', `{ page { nodes ...Both @include(if: false) } } ${FRAGMENT}`],
  ['the inline fragment is left out', '{ page { nodes ... @skip(if: true) { total } } }'],
  ['nothing is selected', '{ page }'],
])('it is not where %s', (_how, text) => expect(isAsked(text)).toBe(false));

test('variables decide as they will', () => {
  const text = 'query ($no: Boolean!) { page { nodes total @skip(if: $no) } }';
  expect([isAsked(text, { no: true }), isAsked(text, { no: false })]).toEqual([false, true]);
});
