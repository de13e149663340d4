import { digitOf, kanjiDigit } from '../../../src/text/digit-value.js';
import { escapeAt } from '../../../src/text/escapes.js';
import { fold, isPlain } from '../../../src/text/fold.js';

/** One reading of what people and programs write, and the way back to where it stood. */

/** The folded text, and of each of its code units the part of the source that it stands for. */
function read(source: string) {
  const { text, start, end } = fold(source);
  return [text, Array.from({ length: text.length }, (_, at) => source.slice(start(at), end(at)))] as const;
}
const textOf = (source: string) => fold(source).text;

test.each(['ABC abc', '本町六丁目', 'ｶﾅ', '', '1-2\n3', 'Ⅳ ½'])('%j is read as it stands', (source) => {
  expect(read(source)).toEqual([source, [...source]]);
});

test.each([
  ['１２', '12', ['１', '２']],
  ['０９', '09', ['０', '９']],
  ['１\uffff2', '1\uffff2', ['１', '\uffff', '2']],
  ['a𝟙b', 'a1b', ['a', '𝟙', 'b']],
  ['x&#49;y', 'x1y', ['x', '&#49;', 'y']],
  ['①２', '12', ['①', '２']],
  ['壱2', '一2', ['壱', '2']],
])(
  'a digit of any kind is one digit, in the place of all that it was written with: %s',
  (source, text, parts) => {
    expect(read(source)).toEqual([text, parts]);
  },
);

test('behind the last character and past it lies the end of the source', () => {
  const { text, start, end } = fold('１&#50;');
  expect([text, start(1), end(1), start(2), end(2), start(9)]).toEqual(['12', 1, 6, 6, 6, 6]);
  const plain = fold('12');
  expect([plain.start(1), plain.end(1)]).toEqual([1, 2]);
});

test('a pair that stays keeps a place for each half, one that was escaped has its escape for both', () => {
  const beside = fold('１𠮷');
  expect([beside.start(1), beside.end(1), beside.start(2), beside.end(2)]).toEqual([1, 2, 2, 3]);
  const escaped = fold('&#x20BB7;１');
  expect(escaped.text).toBe('𠮷1');
  expect([0, 1, 2].map((at) => [escaped.start(at), escaped.end(at)])).toEqual([
    [0, 9],
    [0, 9],
    [9, 10],
  ]);
  // A pair that is one digit leaves its second half nothing.
  expect([fold('𝟙２').start(1), fold('𝟙２').end(0)]).toEqual([2, 2]);
});

test.each([
  ['a zero width', '\u200b'],
  ['a soft hyphen', '\u00ad'],
  ['a variation selector', '\ufe0f'],
  ['one of those of names', '\u{E0100}'],
  ['a tag that is no digit', '\u{E0041}'],
  ['half of a pair', '\ud83d'],
  ['a control', '\u0007'],
  ['NUL', '\0'],
])('what nobody sees is left out: %s', (_what, hidden) => {
  expect(read(`1${hidden}2`)).toEqual(['12', ['1', '2']]);
});

test.each([
  ['か\u3099', 'か\u3099'],
  ['e\u0301', 'e\u0301'],
  ['A\u0301', 'A\u0301'],
  ['z\u0301', 'z\u0301'],
  ['\u3041\u3099', '\u3041\u3099'],
  // Kana end where it does: the code before the first of them, a dot between names, a kanji of two code units.
  ['\u3040\u0301', '\u3040'],
  ['・\u3099', '・\u3099'],
  ['𠮷\u0301', '𠮷\u0301'],
  // Nobody sees what stands between a letter and its mark.
  ['か\u200b\u3099', 'か\u3099'],
  // On what is no letter it hides something: a digit with a ring around it is a digit.
  ['1\u20e3', '1'],
  ['１\u0301', '1'],
  ['-\u0301', '-'],
  ['@\u0301', '@'],
  ['~\u0301', '~'],
  ['\u0301', ''],
])('a mark stays on a letter and on nothing else: %j', (source, text) => expect(textOf(source)).toBe(text));

test.each([...'\u00a0\u2003\u2009\u202f\u0085\u2028\u1680'])('the blank %j is a blank', (blank) => {
  expect(read(`1${blank}2`)).toEqual(['1 2', ['1', blank, '2']]);
});
test.each([...' \t\r\n\v\f\u3000'])('%j stays as it is: it tells lines apart', (blank) => {
  expect(textOf(`１${blank}2`)).toBe(`1${blank}2`);
});
test.each([...'－−‐‑–—―─━¯ˉ⁻₋➖﹣￣'])('%j is a hyphen', (hyphen) => {
  expect(textOf(`1${hyphen}2`)).toBe('1-2');
});
test('the long-vowel mark is none', () => expect(textOf('１ー2')).toBe('1ー2'));

test('plain is what folding leaves alone', () => {
  for (const text of ['', '0123 abc', '漢字かな', '-'] as const) expect(isPlain(text)).toBe(true);
  for (const text of ['１', 'abc１', 'a\u200b', '&', '－', '壱'] as const) expect(isPlain(text)).toBe(false);
});

describe('what a program wrote as several characters', () => {
  test.each([
    ['&#48;', 0x30],
    ['&#48', 0x30],
    ['&#x30;', 0x30],
    ['&amp;amp;#x30;', 0x30],
    ['&nbsp;', 0x20],
    ['&minus;', 0x2d],
    ['&#x10FFFF;', 0x10ffff],
    ['%31', 0x31],
    ['%2531', 0x31],
    ['\\u0031', 0x31],
    ['\\u{20BB7}', 0x20bb7],
    ['\\x31', 0x31],
    ['<br>', 0x20],
    ['</td>', 0x20],
    ['<BR />', 0x20],
  ])('%s is one', (text, codePoint) => {
    expect(escapeAt(`a${text}`, 1)).toEqual({ codePoint, length: text.length });
    expect(escapeAt(`a${text}`, 0)).toBeNull();
  });
  test.each([
    '&unheard;',
    '&#x110000;',
    '&#9999999;',
    '&',
    '%41',
    '%',
    '\\n',
    '\\u{110000}',
    '<',
    '<1>',
    '1',
  ])('%s is none', (text) => expect(escapeAt(text, 0)).toBeNull());
  test('what is none stays as it was written', () => {
    expect(textOf('１&unheard;<1>%')).toBe('1&unheard;<1>%');
  });
});

test.each([
  ['aU+0034z', 'a4z'],
  ['au+0034z', 'a4z'],
  ['１+0034', '1+0034'],
  ['１U0034', '1U0034'],
  ['１2+U0034', '12+U0034'],
])('a code point is told by its plus: %s is %s', (source, text) => expect(textOf(source)).toBe(text));

test('a digit of ASCII is worth itself, and its neighbours are none', () => {
  expect([...'0123456789'].map((digit) => digitOf(digit.charCodeAt(0)))).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ]);
  for (const none of '/: Az\u007f\u0080') expect(digitOf(none.charCodeAt(0))).toBe(-1);
});

test.each([
  ['٣', 3],
  ['９', 9],
  ['𝟘', 0],
  ['𝟿', 9],
  ['²', 2],
  ['①', 1],
  ['⑨', 9],
  ['🄁', 0],
])('%s is worth %i', (digit, value) => expect(digitOf(digit.codePointAt(0) ?? 0)).toBe(value));
test.each([...'⑩Ⅳ½Ia本'])('%s is no digit of its own', (other) =>
  expect(digitOf(other.codePointAt(0) ?? 0)).toBe(-1),
);

test('a kanji of any hand is the plain one of its digit', () => {
  expect([...'零壱弐参肆伍陸漆捌玖㈠○'].map((kanji) => kanjiDigit(kanji.codePointAt(0) ?? 0)).join('')).toBe(
    '〇一二三四五六七八九一〇',
  );
  expect(kanjiDigit('本'.charCodeAt(0))).toBeNull();
});
