import { katakanaKey } from '../../src/text/search-keys.js';

/**
 * Kana for decoding and for search. Stored names are never normalised: NFC alone already folds 神 (U+FA19) into
 * 神, and NFKC would drop more. What is normalised here is a search key that nobody is shown, or the half-width
 * block alone.
 */

const SMALL = 'ァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ';
const LARGE = 'アイウエオツヤユヨワカケクシストヌハヒフヘホムラリルレロ';
const RAISED: ReadonlyMap<string, string> = new Map([...SMALL].map((small, i) => [small, LARGE[i] ?? small]));

/** ョ becomes ヨ: half-width sources often lost the difference (シヨウ for ショウ). */
export function raiseSmallKana(text: string): string {
  return text.replace(/[ァィゥェォッャュョヮヵヶㇰ-ㇿ]/g, (small) => RAISED.get(small) ?? small);
}

/**
 * The form of 検索用カナ: full-width katakana, no blanks, small kana raised, marks kept. As clerks type it: a mark that
 * stands by itself joins its kana, a hyphen behind a kana is the long-vowel mark, and the dots of foreign names are
 * left out.
 */
export function kanaSearchKey(text: string): string {
  return raiseSmallKana(katakanaKey(text).replaceAll('・', ''));
}
