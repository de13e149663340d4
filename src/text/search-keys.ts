import { fold } from './fold.js';
import { variantsOf } from './variant-kanji.js';

/** Marks of voicing that stand by themselves, as half-width keyboards leave them: コ゛ for ゴ. */
const VOICED = /[ \u3000]?[\u3099\u309b\uff9e]/g;
const HALF_VOICED = /[ \u3000]?[\u309a\u309c\uff9f]/g;
/** What is typed for the long-vowel mark ー behind a kana: every hyphen, dash and wave. */
const LONG = /(?<=[\u30a1-\u30fa\u30fc])[-\u2010-\u2015\u2212~\u301c\u3030\uff5e]/gu;

/** Hiragana and katakana of any width as full-width katakana, with its marks and its long vowels; no blanks. */
export function katakanaKey(text: string): string {
  return fold(text.replace(VOICED, '\u3099').replace(HALF_VOICED, '\u309a'))
    .text.normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[\u3041-\u3096\u309d\u309e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(LONG, 'ー');
}

/** What stands between the parts of a name and is typed or not: blanks, dots and commas of any width. */
export const NAME_GAPS = [
  ' ',
  '\u3000',
  '\u00a0',
  '・',
  '･',
  ',',
  '，',
  '、',
  '.',
  '．',
  '-',
  '‐',
  '－',
] as const;

/** What is said behind a name. Not 君, which is in names. */
const HONORIFIC = /(?<=[^ \u3000])[ \u3000]*(?:様|さま|さん|氏|ちゃん|くん|殿)[ \u3000]*$/u;

/** A name as somebody says it, without what is said behind it; 氏 alone is a name. */
export function withoutHonorific(name: string): string {
  return name.replace(HONORIFIC, '');
}

/** The words of a name in Roman letters, which forms ask for in one order or the other; null for any other name. */
export function romanWords(name: string): readonly string[] | null {
  const words = name
    .normalize('NFKC')
    .split(/[\s・,、.-]+/u)
    .map(nameKey)
    .filter((word) => word !== '');
  return words.length > 0 && words.every((word) => /^[A-Z']+$/.test(word)) ? words : null;
}

/** Letters as passports and residence cards write them: É is E. What has no such form by itself stands here. */
const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries({ ß: 'SS', ẞ: 'SS', Æ: 'AE', Œ: 'OE', Ø: 'O', Ł: 'L', Đ: 'D', Ð: 'D', Þ: 'TH', ı: 'I' }),
);
const ACCENTED = /\p{Script=Latin}\p{M}*/gu;

function plainLatin(letter: string): string {
  const [base = ''] = letter.normalize('NFD');
  return LATIN.get(base) ?? base;
}

/**
 * A name as it is compared: each kanji in its leading form, letters as capitals without accents, no blanks and dots,
 * no variation selectors.
 */
export function nameKey(text: string): string {
  const gaps = new Set<string>(NAME_GAPS);
  return [...katakanaKey(text).toUpperCase().replace(ACCENTED, plainLatin)]
    .filter((character) => !gaps.has(character))
    .map((character) => variantsOf(character)[0] ?? character)
    .join('');
}

export const TOWN_DIGITS = '〇一二三四五六七八九';

/**
 * An address as it is compared: `六丁目９６番３号`, `6丁目九十六番三号`, `６－９６－３`, `6/96/03` and `六の九六の三` are all
 * `6-96-3`. A hyphen at the end stays: `6-` is the sixth 丁目 and not the sixtieth. A postal code and 東京都 before it are
 * in no column.
 */
export function addressKey(text: string): string {
  const key = fold(widened(text.normalize('NFC')))
    .text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toUpperCase()
    .replace(/(?<=[0-9])\s+(?=[0-9])/gu, '-')
    .replace(/\s+/gu, '')
    .replace(/^(?:〒?[0-9]{3}-?[0-9]{4}(?=[^0-9-]))?(?:東京都(?=.))?/u, '')
    .replace(FIGURES, (figures) => figures.replace(/[のノーｰ]/g, '-').replace(/[^-]+/g, kanjiFigure))
    .replace(/(?<=[0-9])[/.・](?=[0-9])/g, '-')
    .replace(/[一二三四五六七八九十〇]+(?=番(?!町)|号)/gu, kanjiFigure)
    .replace(/十([一二三四五六七八九])(?=丁)/g, (_, digit: string) => `1${TOWN_DIGITS.indexOf(digit)}`)
    .replace(/十(?=丁)/g, '10')
    .replace(/[一二三四五六七八九](?=丁|$)/g, (digit) => String(TOWN_DIGITS.indexOf(digit)))
    .replace(/[ヶｹ]/g, 'ケ')
    .replace(/(?<=[0-9])丁目?$|丁目|番地の?|(?<=[0-9])[番のノーｰ~〜]/gu, '-')
    .replace(/(?<=[0-9])号/g, '');
  // A postal code alone stays whole, so that it can be told.
  return /^[0-9]{3}-[0-9]{4}$/.test(key)
    ? key
    : key.replace(/(?<![0-9])0+(?=[1-9][0-9]*-)|(?<=[0-9]-)0+(?=[1-9])/g, '');
}

/** 一の九七の七: kanji figures alone on both sides, so that 一ノ宮 and 三の丸 stay names. */
const FIGURES =
  /(?<![〇一二三四五六七八九十])[〇一二三四五六七八九十]+(?:[のノーｰ-][〇一二三四五六七八九十]+)+(?![町村丁])/gu;

/** Half-width kana as full width: this block alone, so that kanji keep their forms. */
function widened(text: string): string {
  return text.replace(/[\uff61-\uff9f]+/g, (run) => run.normalize('NFKC'));
}

/** 九十七, 九七 and 十 as 97, 97 and 10; what is no figure below a hundred stays. */
function kanjiFigure(written: string): string {
  const figure = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(written);
  if (figure === null)
    return written.includes('十')
      ? written
      : [...written].map((digit) => TOWN_DIGITS.indexOf(digit)).join('');
  const [, tens, ones] = figure;
  return `${tens ? TOWN_DIGITS.indexOf(tens) : 1}${ones ? TOWN_DIGITS.indexOf(ones) : 0}`;
}
