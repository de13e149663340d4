import { markClass } from './mark-class.js';

/**
 * What one character is worth as a digit, whatever the script. Unicode's decimal digits (\p{Nd}) come in rows of
 * ten from zero up, so their value is their place in the row: no list of scripts to keep. Digits in circles,
 * brackets and the like (\p{No}, \p{Nl}) have a value that no expression tells, so they stand here as rows.
 * Roman numerals are none: I, V and X are letters of ordinary words.
 */

/** First character, its value, and how many follow one another (Unicode 14, property Numeric_Value 0 to 9). */
const ROWS: readonly (readonly [first: number, value: number, length: number])[] = [
  [0xb2, 2, 2], // ² ³
  [0xb9, 1, 1], // ¹
  [0x1369, 1, 9], // Ethiopic
  [0x17f0, 0, 10], // Khmer, of divination
  [0x19da, 1, 1],
  [0x2070, 0, 1], // ⁰
  [0x2074, 4, 6],
  [0x2080, 0, 10], // ₀
  [0x2460, 1, 9], // ①
  [0x2474, 1, 9], // ⑴
  [0x2488, 1, 9], // ⒈
  [0x24ea, 0, 1], // ⓪
  [0x24f5, 1, 9], // ⓵
  [0x24ff, 0, 1], // ⓿
  [0x2776, 1, 9], // ❶
  [0x2780, 1, 9], // ➀
  [0x278a, 1, 9], // ➊
  [0x3021, 1, 9], // 〡, of merchants
  [0xa6ef, 0, 1],
  [0x10107, 1, 9],
  [0x102e1, 1, 9],
  [0x10a40, 1, 4],
  [0x10e60, 1, 9],
  [0x11052, 1, 9],
  [0x111e1, 1, 9],
  [0x16e80, 0, 10],
  [0x1d2e0, 0, 10],
  [0x1d360, 1, 9],
  [0x1e8c7, 1, 9],
  [0x1ec71, 1, 9],
  [0x1f100, 0, 1], // 🄀
  [0x1f101, 0, 10], // 🄁
  [0x1f10b, 0, 1],
  [0x1f10c, 0, 1],
  [0xe0030, 0, 10], // tags, which nobody sees
];

/** Kanji that are read as one digit: by hand, on deeds (大字), in circles and brackets. */
const KANJI: readonly string[] = [
  '〇零○◯',
  '一壱壹弌㆒㈠㊀',
  '二弐貳貮弍㆓㈡㊁',
  '三参參叁弎㆔㈢㊂',
  '四肆㆕㈣㊃',
  '五伍㈤㊄',
  '六陸㈥㊅',
  '七漆柒㈦㊆',
  '八捌㈧㊇',
  '九玖㈨㊈',
];
const PLAIN_KANJI = '〇一二三四五六七八九';

const DECIMAL = /^\p{Nd}$/u;
const KANJI_VALUE: ReadonlyMap<number, number> = new Map(
  KANJI.flatMap((same, value) => [...same].map((kanji) => [kanji.codePointAt(0) ?? 0, value] as const)),
);

/** 0 to 9, or -1 for what is no digit of its own. Kanji are asked for by `kanjiDigit`. */
export function digitOf(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x30 && codePoint <= 0x39 ? codePoint - 0x30 : -1;
  for (const [first, value, length] of ROWS)
    if (codePoint >= first && codePoint < first + length) return value + codePoint - first;
  return isDecimal(codePoint) ? placeInRow(codePoint) : -1;
}

/** The plain kanji of a digit (壱 is 一), or null. Kanji digits also begin words, so they stay kanji. */
export function kanjiDigit(codePoint: number): string | null {
  const value = KANJI_VALUE.get(codePoint);
  return value === undefined ? null : (PLAIN_KANJI[value] ?? null);
}

/** Marks the code units for which `digitOf` gives a value. */
export function markDigits(table: Uint8Array, mark: number): void {
  markClass(table, /\p{Nd}/u, mark);
  for (const [first, , length] of ROWS) table.fill(mark, first, first + length);
}

/** Every kanji that is a digit, as a code point. */
export const kanjiDigits = (): Iterable<number> => KANJI_VALUE.keys();

function isDecimal(codePoint: number): boolean {
  return DECIMAL.test(String.fromCodePoint(codePoint));
}

/** Rows of the mathematical alphabets follow one another without a gap, so the place is taken modulo ten. */
function placeInRow(codePoint: number): number {
  let before = 0;
  while (isDecimal(codePoint - before - 1)) before++;
  return before % 10;
}
