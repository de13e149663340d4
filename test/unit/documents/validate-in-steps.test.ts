import * as fc from 'fast-check';
import { parse, specifiedRules, validate, type DocumentNode, type GraphQLError } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { atOnce } from '../../../src/background/loop-turns.js';
import { validateInSteps } from '../../../src/documents/validate-in-steps.js';
import { effort } from '../../support/effort.js';

/**
 * docs/attacks.md K2: a document is validated in turns of the loop, and comes to what graphql-js says of it: the same
 * faults, in the same order.
 */

const schema = buildGraph();
const told = (errors: readonly GraphQLError[]) => errors.map((error) => error.toJSON());

function expectAlike(document: DocumentNode, maxErrors: number, hideSuggestions: boolean): void {
  const telling = { maxErrors, hideSuggestions };
  const steps = atOnce(validateInSteps(schema, document, telling));
  expect(told(steps)).toEqual(told(validate(schema, document, specifiedRules, telling)));
}

const value = fc.constantFrom(
  '1',
  '"a"',
  'true',
  'null',
  '$v',
  '$w',
  'ACTIVE',
  '[1, $v]',
  '{ name: "a", no: $v }',
);
const args = fc.array(fc.tuple(fc.constantFrom('atenaNumber', 'where', 'first', 'on', 'no'), value), {
  maxLength: 2,
});
const directive = fc.constantFrom(
  '',
  '',
  '@include(if: $v)',
  '@skip(if: 1)',
  '@no',
  '@skip(if: true) @skip(if: true)',
);
const name = fc.constantFrom(
  'resident',
  'residents',
  'nodes',
  'viewer',
  'atenaNumber',
  'name',
  'household',
  'age',
  'memo',
  'no',
);
const written = (given: readonly (readonly [string, string])[]): string =>
  given.length === 0 ? '' : `(${given.map(([key, text]) => `${key}: ${text}`).join(', ')})`;

const { selections } = fc.letrec<{ selections: string; selection: string }>((tie) => ({
  selections: fc.array(tie('selection'), { minLength: 1, maxLength: 4 }).map((all) => `{ ${all.join(' ')} }`),
  selection: fc.oneof(
    { maxDepth: 4 },
    fc
      .tuple(fc.constantFrom('', 'a: ', 'b: '), name, args, directive)
      .map(([alias, field, given, at]) => `${alias}${field}${written(given)} ${at}`),
    fc.constantFrom('...F', '...G', '...No'),
    fc
      .tuple(fc.constantFrom('', 'on Resident', 'on Query', 'on No'), directive, tie('selections'))
      .map(([on, at, inner]) => `... ${on} ${at} ${inner}`),
    fc
      .tuple(name, args, directive, tie('selections'))
      .map(([field, given, at, inner]) => `${field}${written(given)} ${at} ${inner}`),
  ),
}));
const variables = fc.constantFrom(
  '',
  '($v: Boolean!)',
  '($v: ID, $w: No)',
  '($v: Boolean = 1, $v: Int)',
  '($w: Resident)',
);
const operation = fc
  .tuple(fc.constantFrom('query', 'query A', 'mutation A', 'subscription B'), variables, selections)
  .map((parts) => parts.join(' '));
const fragment = fc
  .tuple(fc.constantFrom('F', 'G'), fc.constantFrom('Resident', 'Query', 'No', 'ID'), selections)
  .map(([fragmentName, on, inner]) => `fragment ${fragmentName} on ${on} ${inner}`);
const document = fc
  .tuple(
    fc.array(operation, { minLength: 1, maxLength: 2 }),
    fc.array(fragment, { maxLength: 3 }),
    fc.constantFrom('', '', '', 'type Query { no: No @no }', '"says" scalar No'),
  )
  .map(([operations, fragments, rest]) => [...operations, ...fragments, rest].join('\n'));

test('generated documents, whatever is wrong with them, with any limit of faults', () => {
  fc.assert(
    fc.property(document, fc.constantFrom(1, 2, 20), fc.boolean(), (text, maxErrors, hidden) =>
      expectAlike(parse(text), maxErrors, hidden),
    ),
    { numRuns: effort({ short: 150, full: 5_000 }) },
  );
});

test('a document that a rule gives up', () => {
  const fields = Array.from({ length: 60 }, (_, at) => `a: viewer { b${at}: account ...F }`).join(' ');
  expectAlike(parse(`{ ${fields} } fragment F on Viewer { ${'c: account '.repeat(60)} }`), 20, true);
});

test('a long document is many steps, none of which holds more than some dozens of its nodes', () => {
  const fields = Array.from({ length: 1_900 }, (_, at) => `a${at}: account`).join(' ');
  let count = 0;
  for (const steps = validateInSteps(schema, parse(`{ viewer { ${fields} } }`), { maxErrors: 1 }); ; count++)
    if (steps.next().done === true) break;
  expect(count).toBeGreaterThan(100);
});
