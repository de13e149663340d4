import { digitOf, kanjiDigit, kanjiDigits, markDigits } from '../../text/digit-value.js';
import { escapeAt } from '../../text/escapes.js';
import { markClass } from '../../text/mark-class.js';
import { LETTERS, LOOKALIKE, MAX_LETTERS } from './lookalikes.js';

/**
 * What may stand between the groups of one number at the widest: any punctuation, symbol, blank or control
 * character, and the few words that people say for a hyphen or put between groups (の, と, ハイフン, 次に).
 */
const WORDS = [
  'の',
  'ノ',
  'と',
  'ト',
  'や',
  'で',
  'が',
  'は',
  'に',
  'ハイフン',
  'ﾊｲﾌﾝ',
  'ダッシュ',
  'スペース',
  'マイナス',
  'スラッシュ',
  'カンマ',
  'コンマ',
  'ドット',
  'ピリオド',
  '空白',
  '横棒',
  '点',
  'から',
  'そして',
  'それから',
  'つぎ',
  '次',
  '続けて',
  '続いて',
  'つづけて',
  'つづいて',
  '後',
  '最後',
  '最初',
  '頭',
  '残り',
  '真ん中',
  '末尾',
  '上',
  '中',
  '下',
];
/** Letters of these also stand in tokens, so that they are read as whole words. */
const LATIN_WORDS = [
  ...['and', 'then', 'next', 'first', 'middle', 'last', 'digits', 'digit'],
  ...['dash', 'hyphen', 'minus', 'space', 'slash', 'comma', 'dot'],
];
const LATIN_WORD = new RegExp(`(?<![A-Za-z])(?:${LATIN_WORDS.join('|')})(?![A-Za-z])`, 'iy');
const WORD = `(?:${[...WORDS].sort((one, other) => other.length - one.length).join('|')}|${LATIN_WORDS.join('|')})`;

/** Separators in one gap at the most. A row of one of them, or of a pattern of two or three, counts once. */
const MAX_WIDE_GAP = 8;
const ROW = /(.{1,3}?)\1+/gsu;

const WIDE_GAP = new RegExp(`^(?:[\\p{P}\\p{S}\\p{Z}\\p{C}ーｰ]|${WORD}){0,${MAX_WIDE_GAP}}$`, 'iu');
/** No gap of so few separators and words is longer. */
const LONGEST = 4 * MAX_WIDE_GAP;

/** Whether two groups of digits with this between them, folded, may be parts of one number. */
export function joinsWidely(gap: string): boolean {
  const once = gap.length < 2 ? gap : gap.replace(ROW, '$1');
  return once.length <= LONGEST && WIDE_GAP.test(once);
}

/** 上4桁, 下の四けた: how many digits follow, and none of them. */
const COUNT =
  /(?<![0-9〇一二三四五六七八九])[0-9〇一二三四五六七八九]{1,2} ?(?:桁|ケタ|けた|つ目|番目|digits?(?![A-Za-z]))/giu;

/** A folded text without what only counts the digits of a number; every place stays. */
export function withoutCounts(text: string): string {
  return text.replace(COUNT, (count) => ' '.repeat(count.length));
}

const OTHER = 0;
const GAP = 1;
const HIDDEN = 2;
const DIGIT = 3;
const ESCAPE = 4;
const PAIR = 5;
/** A letter that is typed for a digit, or begins a word between digits. */
const LETTER = 6;

const GAP_CLASS = /[\p{P}\p{S}\p{Z}\p{Co}\p{Cn}\sーｰ]/u;
const HIDDEN_CLASS = /[\p{M}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

const KIND: Uint8Array = buildTable();

/**
 * Cheapest possible no, asked of every string that leaves: whether there are `length` digits, or letters typed for
 * some, with nothing between them but what may stand there. However long that is: a row of one separator counts
 * once. Allocates nothing for ordinary text and stops at the last of those digits.
 */
export function mayHoldDigits(text: string, length: number): boolean {
  let digits = 0;
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    let kind = KIND[text.charCodeAt(i)] ?? OTHER;
    if (kind === ESCAPE) {
      // An escape may be anything: whoever reads it decides.
      if (escapeAt(text, i) !== null) return true;
      kind = GAP;
    } else if (kind === PAIR) {
      const codePoint = text.codePointAt(i) ?? 0;
      if (codePoint > 0xffff) i++;
      kind = kindOf(codePoint);
    } else if (kind === LETTER) {
      if (text[i + 1] === '+' && escapeAt(text, i) !== null) return true;
      const word = digits === 0 ? 0 : wordAt(text, i);
      i += Math.max(0, word - 1);
      kind = word > 0 ? GAP : LOOKALIKE.test(text[i] ?? '') ? LETTER : OTHER;
    }
    if (kind === OTHER) {
      digits = 0;
      letters = 0;
    } else if (kind === DIGIT || kind === LETTER) {
      if (kind === DIGIT) digits++;
      else letters++;
      if (digits >= length - MAX_LETTERS && digits + letters >= length) return true;
    }
  }
  return false;
}

/** Length of the word between digits that begins here; 0 where none does. */
function wordAt(text: string, at: number): number {
  LATIN_WORD.lastIndex = at;
  return LATIN_WORD.exec(text)?.[0].length ?? 0;
}

function kindOf(codePoint: number): number {
  if (digitOf(codePoint) >= 0 || kanjiDigit(codePoint) !== null) return DIGIT;
  const character = String.fromCodePoint(codePoint);
  if (HIDDEN_CLASS.test(character) || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return HIDDEN;
  return GAP_CLASS.test(character) ? GAP : OTHER;
}

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  markClass(table, GAP_CLASS, GAP);
  markClass(table, HIDDEN_CLASS, HIDDEN);
  markDigits(table, DIGIT);
  for (const code of kanjiDigits()) table[code] = DIGIT;
  // Letters of the words are passed over here, for they make no gap longer; the gap itself is read letter by letter.
  for (const letter of `${WORDS.join('')}桁ケタけたつ目番`) {
    const code = letter.charCodeAt(0);
    if (table[code] === OTHER) table[code] = HIDDEN;
  }
  for (const letter of LETTERS) {
    const code = letter.charCodeAt(0);
    if (table[code] === OTHER || table[code] === GAP) table[code] = LETTER;
  }
  for (const word of [...LATIN_WORDS, 'u'])
    for (const first of [word.charAt(0), word.charAt(0).toUpperCase()]) table[first.charCodeAt(0)] = LETTER;
  table.fill(PAIR, 0xd800, 0xdc00);
  table.fill(HIDDEN, 0xdc00, 0xe000);
  for (const opening of '&%\\<=\u001b') table[opening.charCodeAt(0)] = ESCAPE;
  return table;
}
