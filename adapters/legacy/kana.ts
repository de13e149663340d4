import { katakanaKey } from '../../src/text/search-keys.js';

/**
 * Kana for decoding and for search. Stored names are never normalised: NFC alone already folds 神 (U+FA19) into
 * 神, and NFKC would drop more. What is normalised here is a search key that nobody is shown, or the half-width
 * block alone.
 */

const SMALL = 'ァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ';
const LARGE = 'アイウエオツヤユヨワカケクシストヌハヒフヘホムラリルレロ';
const RAISED: ReadonlyMap<string, string> = new Map([...SMALL].map((small, i) => [small, LARGE[i] ?? small]));

/**
 * Half-width kana (JIS X 0201) to full width, a letter and its mark becoming one: ｶﾞ is ガ. All other
 * characters stay as they are, so that a name in the same column keeps its kanji, variation selectors and
 * private-use characters.
 */
export function widenKana(text: string): string {
  return text.replace(/[\uFF61-\uFF9F]+/g, (run) =>
    // Safe on this block alone: it holds kana and their punctuation, nothing that NFKC could fold into another
    // kanji.
    run.normalize('NFKC').replaceAll('\u3099', '゛').replaceAll('\u309A', '゜'),
  );
}

export function hiraganaToKatakana(text: string): string {
  return text.replace(/[\u3041-\u3096\u309D\u309E]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) + 0x60),
  );
}

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
