import type { z } from 'zod';
import { day, flag, list, named, number, oneOf, section, text, texts } from '../../../src/json/kinds.js';
import { readTable } from '../../../src/json/read-table.js';

/** What a schema makes of a file, and the faults it finds. */
function readText<T>(schema: z.ZodType<T>, text: string): { got: T; faults: readonly string[] } {
  const faults: string[] = [];
  return { got: readTable(schema, 't.json', text, faults), faults };
}

const read = <T>(schema: z.ZodType<T>, value: unknown) => readText(schema, JSON.stringify(value));

describe('a table', () => {
  test.each(['', '{', '{"a": 1,}', 'undefined'])(
    'that is no JSON [%s] is named, and read as an empty one',
    (text) => {
      const { got, faults } = readText(named(section({})), text);
      expect([[...got], faults]).toEqual([[], ['t.json: is not valid JSON']]);
    },
  );

  test.each(['[]', '[{"a": 1}]', 'null', '"text"', '3', 'true'])('that is no object is named: %s', (text) => {
    const { got, faults } = readText(named(section({})), text);
    expect([[...got], faults]).toEqual([[], ['t.json: must be an object']]);
  });

  test('names the keys that nobody has read, and no others', () => {
    const { faults } = read(section({ a: text }), { a: 'x', b: 1, c: 2 });
    expect(faults).toEqual(['t.json: unknown key b', 't.json: unknown key c']);
  });

  test('has a fault of its own told with its place', () => {
    expect(
      read(
        section({}).refine(() => false, 'is too small'),
        {},
      ).faults,
    ).toEqual(['t.json: is too small']);
  });

  test('is compared with itself even where it has other faults', () => {
    const table = section({ a: text, b: list(section({})) }).refine(() => false, 'is too small');
    expect(read(table, { b: 1, c: 1 }).faults).toEqual([
      't.json: a must be a text',
      't.json: b must be a list',
      't.json: unknown key c',
      't.json: is too small',
    ]);
  });
});

const KINDS: readonly [
  kind: string,
  schema: z.ZodType,
  right: readonly unknown[],
  wrong: readonly unknown[],
  instead: unknown,
  fault: string,
][] = [
  ['a text', text, ['x', '関所', ' '], ['', 1, true, null, [], {}], '', 'k must be a text'],
  ['a number', number, [0, -1, 1.5], ['1', true, null, [], {}], NaN, 'k must be a number'],
  ['a flag', flag, [true, false], ['true', 1, 0, null, [], {}], false, 'k must be true or false'],
  ['a word of a list', oneOf(['A', 'B']), ['A', 'B'], ['C', 'a', '', null, 1], 'A', 'k must be one of A, B'],
  [
    'a day',
    day,
    ['2023-06-27', '2024-02-29'],
    ['2023-02-29', '2023-6-27', '2023-06-27T00:00', '', 20230627, null, ['2023-06-27']],
    '',
    'k must be a day, YYYY-MM-DD',
  ],
  [
    'a day or none',
    day.nullable(),
    ['2023-06-27', null],
    ['2023-02-29', '', 0, false],
    '',
    'k must be a day, YYYY-MM-DD',
  ],
  ['a text or none', text.nullable(), ['x', null], ['', 0, false, []], '', 'k must be a text'],
  ['a list of texts', texts, [[], ['x'], ['x', 'y', '']], ['x', { 0: 'x' }, null, 1], [], 'k must be a list'],
  ['a list of objects', list(section({})), [], ['x', { 0: {} }, null, 1], [], 'k must be a list'],
];

describe.each(KINDS)('%s', (_, schema, right, wrong, instead, fault) => {
  const table = section({ k: schema });

  test('is read when it is there, and counts as read', () => {
    for (const value of right) expect(read(table, { k: value })).toEqual({ got: { k: value }, faults: [] });
  });

  test('is a fault when it is something else, and the reading goes on', () => {
    for (const value of wrong)
      expect(read(table, { k: value })).toEqual({ got: { k: instead }, faults: [`t.json: ${fault}`] });
  });

  test('is a fault when it is missing', () => {
    const { got, faults } = read(table, { K: right[0] ?? [] });
    expect(got).toEqual({ k: instead });
    expect(faults).toEqual([`t.json: ${fault}`, 't.json: unknown key K']);
  });
});

describe('what lies within', () => {
  test('a number that is none of JSON is no number', () => {
    const { got, faults } = readText(section({ k: number }), '{"k": 1e999}');
    expect(got.k).toBeNaN();
    expect(faults).toEqual(['t.json: k must be a number']);
  });

  test('each item of a list that is no text is a fault, the others are kept', () => {
    expect(read(section({ k: texts }), { k: ['x', 1, 'y', null] })).toEqual({
      got: { k: ['x', 'y'] },
      faults: ['t.json: k must hold texts', 't.json: k must hold texts'],
    });
  });

  test('an object is read by a reader that names its place', () => {
    const { got, faults } = read(section({ k: section({ a: text }) }), { k: { a: 'x', b: 1 } });
    expect([got.k.a, faults]).toEqual(['x', ['t.json: k: unknown key b']]);
  });

  test('a missing object is a fault', () => {
    expect(read(section({ k: section({}) }), {}).faults).toEqual(['t.json: k: must be an object']);
  });

  test('objects of a list are numbered from 0', () => {
    const { got, faults } = read(section({ k: list(section({ a: text })) }), {
      k: [{ a: 'x' }, { a: '' }, 3],
    });
    expect(got.k.map(({ a }) => a)).toEqual(['x', '', '']);
    expect(faults).toEqual([
      't.json.k[1]: a must be a text',
      't.json.k[2]: must be an object',
      't.json.k[2]: a must be a text',
    ]);
  });

  test('every key is an entry, whatever it is called, and then none is left', () => {
    const { got, faults } = readText(
      named(section({ a: text })),
      '{"one": {"a": "x"}, "__proto__": {"a": "y"}, "three": 3}',
    );
    expect([...got]).toEqual([
      ['one', { a: 'x' }],
      ['__proto__', { a: 'y' }],
      ['three', { a: '' }],
    ]);
    expect(faults).toEqual(['t.json: three: must be an object', 't.json: three: a must be a text']);
  });
});
