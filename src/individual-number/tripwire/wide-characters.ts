import { digitOf, kanjiDigit } from '../../text/digit-value.js';
import { escapeAt } from '../../text/escapes.js';

/**
 * What may stand between the groups of one number at the widest: any punctuation, symbol, blank or control
 * character, and the few words that people say for a hyphen or put between groups (の, と, ハイフン).
 */
const WORDS = [
  'の',
  'ノ',
  'と',
  'ト',
  'や',
  'ハイフン',
  'ﾊｲﾌﾝ',
  'ダッシュ',
  'スペース',
  'マイナス',
  '空白',
  '横棒',
  '点',
];
const WORD = `(?:${WORDS.join('|')})`;

/** Separators in one gap at the most. */
export const MAX_WIDE_GAP = 8;

const WIDE_GAP = new RegExp(`^(?:[\\p{P}\\p{S}\\p{Z}\\p{C}ーｰ]|${WORD}){0,${MAX_WIDE_GAP}}$`, 'u');
/** No gap of so few separators and words is longer. */
const LONGEST = 4 * MAX_WIDE_GAP;

/** Whether two groups of digits with this between them, folded, may be parts of one number. */
export function joinsWidely(gap: string): boolean {
  return gap.length <= LONGEST && WIDE_GAP.test(gap);
}

const OTHER = 0;
const GAP = 1;
const HIDDEN = 2;
const DIGIT = 3;
const ESCAPE = 4;
const PAIR = 5;

const GAP_CLASS = /^[\p{P}\p{S}\p{Z}\p{Co}\p{Cn}\sーｰ]$/u;
const HIDDEN_CLASS = /^[\p{M}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]$/u;

/** Letters are most of what is left of the table; one test passes them over. */
const NO_LETTER = /^[\p{N}\p{M}\p{C}\p{P}\p{S}\p{Z}\p{Default_Ignorable_Code_Point}\sーｰ〇]$/u;

const KIND: Uint8Array = buildTable();

/**
 * Cheapest possible no, asked of every string that leaves: whether there are `length` digits with nothing between
 * them but what may stand there. Allocates nothing for ordinary text and stops at the last of those digits.
 */
export function mayHoldDigits(text: string, length: number): boolean {
  let digits = 0;
  let gap = 0;
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
    }
    if (kind === DIGIT) {
      if (++digits === length) return true;
      gap = 0;
    } else if (digits > 0 && kind !== HIDDEN && (kind === OTHER || ++gap > MAX_WIDE_GAP)) {
      digits = 0;
      gap = 0;
    }
  }
  return false;
}

function kindOf(codePoint: number): number {
  if (digitOf(codePoint) >= 0 || kanjiDigit(codePoint) !== null) return DIGIT;
  const character = String.fromCodePoint(codePoint);
  if (HIDDEN_CLASS.test(character) || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return HIDDEN;
  return GAP_CLASS.test(character) ? GAP : OTHER;
}

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let code = 0; code <= 0xffff; code++) {
    // Kanji and Hangul syllables are half the table: none parts digits, and few of them are any.
    if (code >= 0x4e00 && code < 0xa000) table[code] = kanjiDigit(code) === null ? OTHER : DIGIT;
    else if ((code < 0xac00 || code >= 0xd7a4) && NO_LETTER.test(String.fromCharCode(code)))
      table[code] = kindOf(code);
  }
  // Letters of the words are passed over here, for they make no gap longer; the gap itself is read letter by letter.
  for (const letter of WORDS.join('')) {
    const code = letter.charCodeAt(0);
    if (table[code] === OTHER) table[code] = HIDDEN;
  }
  for (let code = 0xd800; code <= 0xdbff; code++) table[code] = PAIR;
  for (const opening of '&%\\<') table[opening.charCodeAt(0)] = ESCAPE;
  return table;
}
