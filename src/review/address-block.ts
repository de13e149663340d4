const KANJI_DIGITS = '〇一二三四五六七八九';

/**
 * The street block (町丁目 and 番) of a written address, one spelling for 本町六丁目９６番３号, 本町6-96-3 and
 * 本町６丁目９６－３; null where there is none to be read. The building and the room are no part of it.
 */
export function blockOf(address: string): string | null {
  const [written = ''] = address.trim().split(/[\u3000 ]/);
  const plain = written
    .normalize('NFKC')
    .replace(/[〇一二三四五六七八九](?=丁目)/g, (digit) => String(KANJI_DIGITS.indexOf(digit)))
    .replace(/丁目|番地?の?|[‐‑–—−ー]/g, '-');
  return /^\D+\d+-\d+(?=-|$)/.exec(plain)?.[0] ?? null;
}
