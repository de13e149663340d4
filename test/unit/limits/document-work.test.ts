import * as fc from 'fast-check';
import { parse, validate, visit, type DocumentNode } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { atOnce } from '../../../src/background/loop-turns.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { checkText } from '../../../src/limits/check-text.js';
import { limitText, MAX_TOKENS } from '../../../src/limits/limit-document.js';
import { limitVariables } from '../../../src/limits/limit-variables.js';

/**
 * docs/attacks.md K2: what is cheap to judge is judged before what is dear. Work is counted, not timed: how often
 * validation looks at a field or a fragment of the document, for each of its tokens.
 */

const schema = buildGraph();
const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');

/** The detail of the refusal; null where the document goes on to validation. */
function refusal(text: string): string | null {
  try {
    limitText(text);
    atOnce(checkText(text));
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', ja: expect.stringMatching(/[一-龠]/) });
    return (error as GatewayError).detail ?? '';
  }
}

/** How often all rules of validation together read a part of a field or a fragment. */
function workOf(document: DocumentNode): number {
  let reads = 0;
  const watch = (node: object, key: string): void => {
    const value: unknown = Reflect.get(node, key);
    Object.defineProperty(node, key, {
      enumerable: true,
      get: () => {
        reads++;
        return value;
      },
    });
  };
  visit(document, {
    Field: (node) => {
      for (const key of ['name', 'arguments', 'selectionSet']) watch(node, key);
    },
    FragmentDefinition: (node) => {
      for (const key of ['typeCondition', 'selectionSet']) watch(node, key);
    },
  });
  reads = 0;
  validate(schema, document);
  return reads;
}

const FRAGMENTS = (count: number, fields: number, rest: (at: number) => string = () => ''): string =>
  times(
    count,
    (at) => `fragment F${at} on Query { ${times(fields, (of) => `a${at}_${of}: __typename`)} ${rest(at)} }`,
  );

/** Each a way to make a rule of validation compare everything with everything, or walk everything anew. */
const shapes: readonly (readonly [string, (size: number) => string, usual?: number])[] = [
  ['one field many times', (size) => `{ ${times(size, () => 'viewer { __typename }')} }`],
  [
    'one field many times, in steps',
    (size) => `{ ${times(size / 20, () => `viewer { ${times(20, () => 'account')} }`)} }`,
  ],
  [
    'one field many times, each in a fragment of its own',
    (size) => `{ ${times(size, () => '... on Query { viewer { account } }')} }`,
  ],
  [
    'one field with a long argument',
    (size) => `{ ${times(size / 10, () => `resident(atenaNumber: "${'x'.repeat(900)}") { age }`)} }`,
  ],
  [
    'one field with an argument of many keys',
    (size) =>
      `{ ${times(size / 20, () => `residents(where: { ${times(50, (at) => `k${at}: 1`)} }) { totalCount }`)} }`,
  ],
  ['fragments side by side', (size) => `{ ${times(size, (at) => `...F${at}`)} } ${FRAGMENTS(size, 1)}`],
  [
    'fragments in a chain',
    (size) =>
      `{ ...F0 } ${FRAGMENTS(size / 10, 30, (at) => `...F${at + 1}`)} fragment F${size / 10} on Query { __typename }`,
  ],
  [
    'fields that share many fragments',
    (size) =>
      `{ ${times(12, () => `viewer { ${times(size / 10, (at) => `...F${at}`)} }`)} } ${times(size / 10, (at) => `fragment F${at} on Viewer { b${at}: account }`)}`,
  ],
  [
    'operations that share a fragment',
    (size) => `${times(size, (at) => `query Q${at} { ...F0 }`)} ${FRAGMENTS(1, 500)}`,
    10,
  ],
  [
    'operations that no one asks for',
    (size) => times(size / 2, (at) => `query Q${at} { ${times(20, () => 'viewer { account }')} }`),
  ],
  [
    'fragments that no one asks for',
    (size) => `{ viewer { account } } fragment F on Viewer { ${times(size, () => 'account')} }`,
  ],
  [
    'fragments that open each other twice',
    (size) =>
      `{ ...G0 } ${times(size / 20, (at) => `fragment G${at} on Query { a: viewer { ...G${at + 1} } b: viewer { ...G${at + 1} } }`)}`,
  ],
  [
    'fragments that no one asks for, and that open each other twice',
    (size) =>
      `{ viewer { account } } ${times(size / 20, (at) => `fragment G${at} on Query { a: viewer { ...G${at + 1} } b: viewer { ...G${at + 1} } }`)}`,
  ],
  ['variables', (size) => `query (${times(size, (at) => `$v${at}: Int`)}) { viewer { account } }`],
  ['directives', (size) => `{ ${times(size, (at) => `v${at}: viewer @include(if: true) { account }`)} }`],
  [
    'directives at one place',
    (size) => `{ viewer ${times(size, () => '@include(if: true)')} { account } }`,
    5,
  ],
  [
    'lists in lists',
    (size) => `{ resident(atenaNumber: ${'['.repeat(size)}1${']'.repeat(size)}) { age } }`,
    5,
  ],
  [
    'objects in objects',
    (size) => `{ residents(where: ${'{a: '.repeat(size)}1${'}'.repeat(size)}) { totalCount } }`,
    5,
  ],
  ['a long literal', (size) => `{ resident(atenaNumber: "${'x'.repeat(size * 10)}") { age } }`],
  ['a long number', (size) => `{ residents(where: {}, first: ${'9'.repeat(size * 10)}) { totalCount } }`],
  ['digits with hyphens in a remark', (size) => `{ viewer { account } } # ${'1-'.repeat(size * 10)}`],
  [
    'characters that are read as two digits each',
    (size) => `{ viewer { account } } # ${'㍰'.repeat(size * 10)}`,
  ],
  [
    'characters that are read as eighteen letters each',
    (size) => `{ viewer { account } } # ${'\ufdfa'.repeat(size * 20)}`,
  ],
  ['digits in another script', (size) => `{ viewer { account } } # ${'１⁻'.repeat(size * 10)}`],
  ['kanji that are digits', (size) => `{ viewer { account } } # ${'一・'.repeat(size * 10)}`],
  ['escaped digits', (size) => `{ viewer { account } } # ${'%31 '.repeat(size * 10)}`],
  ['digits behind low lines', (size) => `{ viewer { account } } # ${'_1 '.repeat(size * 10)}`],
  ['a long remark', (size) => `{ viewer { account } } # ${'x'.repeat(size * 200)}`],
];

const rows = shapes.map(([what, make, usual = 40]) => ({ what, make, usual }));
test.each(rows)('$what: validation never starts', ({ make, usual }) => {
  expect(refusal(make(usual))).toBeNull();
  expect(refusal(make(600))).toMatch(/^document limit: /);
});

test.each([
  ['what nobody sees', '\u200b'],
  ['marks that are read as two characters', '゛'],
  ['kanji that may be digits and are none', '十'],
  ['digits in names', 'x1 '],
])('a remark full of %s is looked through in steps', (_what, unit) => {
  const steps = checkText(`{ viewer { account } } # ${unit.repeat(30_000 / unit.length)}`);
  let count = 0;
  while (steps.next().done !== true) count++;
  expect(count).toBeGreaterThan(unit === '十' || unit === 'x1 ' ? 5 : 18);
});

test('2,300 times the viewer, the trial’s own document, is refused for its repetition', () => {
  expect(refusal(`{${'viewer{__typename}'.repeat(2_300)}}`)).toBe('document limit: repeated fields');
});

test('whatever the size of these, what goes on to validation costs a few looks for each of its tokens', () => {
  const most = fc.nat({ max: shapes.length - 1 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ shape: most, size: fc.integer({ min: 2, max: 600 }) }), {
        minLength: 1,
        maxLength: 2,
      }),
      (parts) => {
        // Two shapes in one document, the second's names made its own: limits hold for their sum.
        const texts = parts.map(({ shape, size }, at) =>
          (shapes[shape]?.[1](20 * Math.ceil(size / 20)) ?? '')
            .replace(/\b([FGQ])(\d+)\b/g, `$1${at}x$2`)
            .replace(/^\{/, `query P${at} {`),
        );
        const text = texts.join('\n');
        if (refusal(text) !== null) return;
        let document: DocumentNode;
        try {
          document = parse(text, { maxTokens: MAX_TOKENS, noLocation: true });
        } catch {
          return;
        }
        expect(workOf(document)).toBeLessThan(150_000);
      },
    ),
    { seed: 1, numRuns: 150 },
  );
});

test('a page of twenty persons with thirty fragments within each other is no attack', () => {
  const fragments = times(
    30,
    (at) =>
      `fragment F${at} on Resident { f${at}: age name { kanji kana } birthDate { iso wareki } ${at % 5 < 4 ? `...F${at + 1}` : ''} }`,
  );
  const page = times(
    20,
    (at) =>
      `r${at}: resident(atenaNumber: "100023") { ...F${at} household { members { resident { ...F${at + 1} } } } }`,
  );
  expect(refusal(`{ ${page} } ${fragments}`)).toBeNull();
});

test.each([
  ['many values', { list: new Array(20_000).fill(1) }],
  ['objects in objects', JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as unknown],
  ['a long text', { input: [{ reason: '1 '.repeat(2_001) }] }],
  ['lists in lists', JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown],
])('variables with %s are refused before they are held against their types', (_what, variables) => {
  expect(() => limitVariables(variables)).toThrow(GatewayError);
});

test('a thousand keys of federation in variables are no attack', () => {
  const representations = Array.from({ length: 1_000 }, (_, at) => ({
    __typename: 'Resident',
    atenaNumber: String(at),
  }));
  expect(() => limitVariables({ representations })).not.toThrow();
});
