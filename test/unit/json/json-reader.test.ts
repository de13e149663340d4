import { parseTable, type JsonReader } from '../../../src/json/json-reader.js';

/** What `act` reads from a table, and the faults it finds. */
function read<T>(value: unknown, act: (table: JsonReader) => T): { got: T; faults: readonly string[] } {
  const faults: string[] = [];
  const table = parseTable('t.json', JSON.stringify(value), faults);
  return { got: act(table), faults };
}

describe('a table', () => {
  test.each(['', '{', '{"a": 1,}', 'undefined'])(
    'that is no JSON [%s] is named, and read as an empty one',
    (text) => {
      const faults: string[] = [];
      const table = parseTable('t.json', text, faults);
      expect([table.entries(), faults]).toEqual([[], ['t.json: is not valid JSON']]);
    },
  );

  test.each(['[]', '[{"a": 1}]', 'null', '"text"', '3', 'true'])('that is no object is named: %s', (text) => {
    const faults: string[] = [];
    const table = parseTable('t.json', text, faults);
    expect([table.entries(), faults]).toEqual([[], ['t.json: must be an object']]);
  });

  test('names the keys that nobody has read, and no others', () => {
    const { faults } = read({ a: 'x', b: 1, c: 2 }, (table) => [table.text('a'), table.nothingElse()]);
    expect(faults).toEqual(['t.json: unknown key b', 't.json: unknown key c']);
  });

  test('has a fault of its own told with its place', () => {
    expect(read({}, (table) => table.fault('is too small')).faults).toEqual(['t.json: is too small']);
  });
});

const KINDS: readonly [
  kind: string,
  read: (table: JsonReader) => unknown,
  right: readonly unknown[],
  wrong: readonly unknown[],
  instead: unknown,
  fault: string,
][] = [
  ['a text', (t) => t.text('k'), ['x', '関所', ' '], ['', 1, true, null, [], {}], '', 'k must be a text'],
  ['a number', (t) => t.number('k'), [0, -1, 1.5], ['1', true, null, [], {}], NaN, 'k must be a number'],
  [
    'a flag',
    (t) => t.flag('k'),
    [true, false],
    ['true', 1, 0, null, [], {}],
    false,
    'k must be true or false',
  ],
  [
    'a word of a list',
    (t) => t.oneOf('k', ['A', 'B']),
    ['A', 'B'],
    ['C', 'a', '', null, 1],
    null,
    'k must be one of A, B',
  ],
  [
    'a day',
    (t) => t.day('k'),
    ['2023-06-27', '2024-02-29'],
    ['2023-02-29', '2023-6-27', '2023-06-27T00:00', '', 20230627, null, ['2023-06-27']],
    '',
    'k must be a day, YYYY-MM-DD',
  ],
  [
    'a day or none',
    (t) => t.dayOrNull('k'),
    ['2023-06-27', null],
    ['2023-02-29', '', 0, false],
    '',
    'k must be a day, YYYY-MM-DD',
  ],
  ['a text or none', (t) => t.textOrNull('k'), ['x', null], ['', 0, false, []], '', 'k must be a text'],
  [
    'a list of texts',
    (t) => t.texts('k'),
    [[], ['x'], ['x', 'y', '']],
    ['x', { 0: 'x' }, null, 1],
    [],
    'k must be a list',
  ],
  ['a list of objects', (t) => t.objects('k').length, [], ['x', { 0: {} }, null, 1], 0, 'k must be a list'],
];

describe.each(KINDS)('%s', (_, reading, right, wrong, instead, fault) => {
  const whole = (table: JsonReader): unknown => {
    const got = reading(table);
    table.nothingElse();
    return got;
  };

  test('is read when it is there, and counts as read', () => {
    for (const value of right) expect(read({ k: value }, whole)).toEqual({ got: value, faults: [] });
  });

  test('is a fault when it is something else, and the reading goes on', () => {
    for (const value of wrong)
      expect(read({ k: value }, whole)).toEqual({ got: instead, faults: [`t.json: ${fault}`] });
  });

  test('is a fault when it is missing', () => {
    expect(read({ K: right[0] }, reading)).toEqual({ got: instead, faults: [`t.json: ${fault}`] });
  });
});

describe('what lies within', () => {
  test('a number that is none of JSON is no number', () => {
    const faults: string[] = [];
    expect(parseTable('t.json', '{"k": 1e999}', faults).number('k')).toBeNaN();
    expect(faults).toEqual(['t.json: k must be a number']);
  });

  test('each item of a list that is no text is a fault, the others are kept', () => {
    expect(read({ k: ['x', 1, 'y', null] }, (table) => table.texts('k'))).toEqual({
      got: ['x', 'y'],
      faults: ['t.json: k must hold texts', 't.json: k must hold texts'],
    });
  });

  test('an object is read by a reader that names its place', () => {
    const { got, faults } = read({ k: { a: 'x', b: 1 } }, (table) => {
      const inner = table.object('k');
      const text = inner.text('a');
      inner.nothingElse();
      table.nothingElse();
      return [inner.where, text];
    });
    expect([got, faults]).toEqual([['t.json: k', 'x'], ['t.json: k: unknown key b']]);
  });

  test('a missing object is a fault', () => {
    expect(read({}, (table) => table.object('k').where).faults).toEqual(['t.json: k: must be an object']);
  });

  test('objects of a list are numbered from 0', () => {
    const { got, faults } = read({ k: [{ a: 'x' }, { a: '' }, 3] }, (table) =>
      table.objects('k').map((item) => item.text('a')),
    );
    expect(got).toEqual(['x', '', '']);
    expect(faults).toEqual([
      't.json.k[2]: must be an object',
      't.json.k[1]: a must be a text',
      't.json.k[2]: a must be a text',
    ]);
  });

  test('every key is an entry, whatever it is called, and then none is left', () => {
    const faults: string[] = [];
    const table = parseTable('t.json', '{"one": {"a": "x"}, "__proto__": {"a": "y"}, "three": 3}', faults);
    const rows = table.entries().map(([name, row]) => [name, row.where, row.text('a')]);
    table.nothingElse();
    expect(rows).toEqual([
      ['one', 't.json: one', 'x'],
      ['__proto__', 't.json: __proto__', 'y'],
      ['three', 't.json: three', ''],
    ]);
    expect(faults).toEqual(['t.json: three: must be an object', 't.json: three: a must be a text']);
  });

  test('a key that was read before is no entry', () => {
    const { got } = read({ a: 'x', b: {} }, (table) => [
      table.text('a'),
      table.entries().map(([name]) => name),
    ]);
    expect(got).toEqual(['x', ['b']]);
  });
});
