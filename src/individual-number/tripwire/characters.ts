/**
 * What each UTF-16 code unit means to the tripwire: a digit in one of two scripts, a character that people put
 * between digits, one that nobody sees, or anything else. One look-up per character, because every outbound
 * string is read.
 */
const OTHER = 0;
export const SEPARATOR = 1;
const SPACE = 2;
const WEAK_SEPARATOR = 3;
export const INVISIBLE = 4;
/** This and everything above is a digit. */
export const ARABIC = 16;
const KANJI = 32;

/** Longest stretch of visible separators inside one number: ` - ` is the longest in common use. */
export const MAX_GAP = 3;

/** By code unit. Exported for the one loop that reads every outbound character; others use the functions below. */
export const KIND: Uint8Array = buildTable();

/** 0-9, or -1 for anything that is no digit. */
export function digitValue(code: number): number {
  const kind = KIND[code] ?? OTHER;
  return kind >= ARABIC ? kind & 15 : -1;
}

/** Kanji digits also begin ordinary words (一致, 三郎), so a change of script ends a group of digits. */
export function isKanjiDigit(code: number): boolean {
  return (KIND[code] ?? OTHER) >= KANJI;
}

/** Blank or line end, full-width included. */
export function isSpace(code: number): boolean {
  return KIND[code] === SPACE;
}

/** Comma, slash, underscore, bar: they part figures of a list or an amount more often than digits of one number. */
export function isWeakSeparator(code: number): boolean {
  return KIND[code] === WEAK_SEPARATOR;
}

/** Zero-width and variation characters: they hide digits from a search without being seen by the reader. */
export function isInvisible(code: number): boolean {
  return KIND[code] === INVISIBLE;
}

/** Whether a character may stand between two digits of one number at all. */
export function mayStandBetween(code: number): boolean {
  const kind = KIND[code] ?? OTHER;
  return kind >= SEPARATOR && kind <= INVISIBLE;
}

export function isAsciiLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const mark = (characters: string, kind: number) => {
    for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = kind;
  };
  const digits = (characters: string, script: number) => {
    for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = script + i;
  };
  digits('0123456789', ARABIC);
  digits('０１２３４５６７８９', ARABIC);
  digits('⓪①②③④⑤⑥⑦⑧⑨', ARABIC);
  digits('⁰¹²³⁴⁵⁶⁷⁸⁹', ARABIC);
  digits('₀₁₂₃₄₅₆₇₈₉', ARABIC);
  digits('〇一二三四五六七八九', KANJI);
  digits('零壱弐参', KANJI);
  mark('○◯', KANJI); // written for 〇
  // Hyphens and whatever is typed for one: ー is the long-vowel mark, － the full-width hyphen, ─ a ruled line.
  mark('-‐‑‒–—―−－ーｰ﹣﹘─━~〜～', SEPARATOR);
  mark('.．｡・･·•‧∙', SEPARATOR);
  mark(' \t\r\n\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u0085', SPACE);
  for (let code = 0x2000; code <= 0x200a; code++) table[code] = SPACE;
  mark(',，、､/／_＿|｜', WEAK_SEPARATOR);
  mark(
    '\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u20e3',
    INVISIBLE,
  );
  for (let code = 0x202a; code <= 0x202e; code++) table[code] = INVISIBLE;
  for (let code = 0xfe00; code <= 0xfe0f; code++) table[code] = INVISIBLE;
  return table;
}
