import {
  ARABIC,
  INVISIBLE,
  KIND,
  SEPARATOR,
  digitValue,
  isAsciiLetter,
  isInvisible,
  isKanjiDigit,
  isSpace,
  isWeakSeparator,
  mayStandBetween,
} from '../../../src/individual-number/tripwire/characters.js';

const codes = (text: string) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
const valuesOf = (text: string) => codes(text).map(digitValue);
const ZERO_TO_NINE = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** How many code units of all there are pass a test: nothing else may slip into a kind. */
const count = (test: (code: number) => boolean) =>
  Array.from({ length: 0x10000 }, (_, code) => code).filter(test).length;

describe('digits', () => {
  test.each(['0123456789', '０１２３４５６７８９', '⓪①②③④⑤⑥⑦⑧⑨', '⁰¹²³⁴⁵⁶⁷⁸⁹', '₀₁₂₃₄₅₆₇₈₉'])(
    'of %s are Arabic',
    (text) => {
      expect(valuesOf(text)).toEqual(ZERO_TO_NINE);
      expect(codes(text).map(isKanjiDigit)).toEqual(ZERO_TO_NINE.map(() => false));
    },
  );
  test('of 〇一二三四五六七八九, 零壱弐参 and ○◯ are kanji', () => {
    expect(valuesOf('〇一二三四五六七八九')).toEqual(ZERO_TO_NINE);
    expect(valuesOf('零壱弐参')).toEqual([0, 1, 2, 3]);
    expect(valuesOf('○◯')).toEqual([0, 0]);
    expect(codes('〇一二三四五六七八九零壱弐参○◯').every(isKanjiDigit)).toBe(true);
  });
  test('are these and no others', () => {
    expect(count((code) => digitValue(code) >= 0)).toBe(66);
    expect(count(isKanjiDigit)).toBe(16);
    expect(digitValue('十'.charCodeAt(0))).toBe(-1);
    expect([digitValue(0x10000), isKanjiDigit(0x10000), mayStandBetween(0x10000)]).toEqual([
      -1,
      false,
      false,
    ]);
  });
});

describe('what may stand between digits', () => {
  test.each([
    ['hyphens and what is typed for them', '-‐‑‒–—―−－ーｰ﹣﹘─━~〜～'],
    ['dots', '.．｡・･·•‧∙'],
  ])('are %s', (_what, text) => {
    expect(codes(text).every((code) => mayStandBetween(code) && KIND[code] === SEPARATOR)).toBe(true);
  });
  test('are blanks and line ends, which are spaces', () => {
    const text = ' \t\r\n\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u0085\u2000\u2005\u200a';
    expect(codes(text).every((code) => isSpace(code) && mayStandBetween(code))).toBe(true);
    expect(count(isSpace)).toBe(25);
  });
  test('are commas, slashes and bars, which are weak', () => {
    expect(codes(',，、､/／_＿|｜').every((code) => isWeakSeparator(code) && mayStandBetween(code))).toBe(
      true,
    );
    expect(count(isWeakSeparator)).toBe(10);
  });
  test('are characters that nobody sees', () => {
    const text =
      '\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u20e3\u202a\u202e\ufe00\ufe0f';
    expect(
      codes(text).every((code) => isInvisible(code) && mayStandBetween(code) && KIND[code] === INVISIBLE),
    ).toBe(true);
    expect(count(isInvisible)).toBe(15 + 5 + 16);
  });
  test('are these and no others: neither digits nor letters', () => {
    expect(count(mayStandBetween)).toBe(27 + 25 + 10 + 36);
    expect(codes('0一aあ人、'.replace('、', '')).some(mayStandBetween)).toBe(false);
  });
  test('ranks below every digit', () => {
    expect(codes('0０一').every((code) => (KIND[code] ?? 0) >= ARABIC)).toBe(true);
  });
});

test('ASCII letters are a to z in both cases and nothing beside them', () => {
  expect(codes('azAZ').every(isAsciiLetter)).toBe(true);
  expect(codes('`{@[09 ａ').some(isAsciiLetter)).toBe(false);
});
