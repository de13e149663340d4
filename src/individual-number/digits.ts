/** What people write between digits: blanks, hyphens, dashes, the long-vowel mark that stands in for them. */
const SEPARATORS = /[\s\-\u2010-\u2015\u2212\uFF0D\u30FC\uFF70\uFE63]+/gu;

/**
 * Full-width digits to ASCII, separators removed. Done before SQL: a Japanese collation compares regardless of
 * width, so a full-width number would find a row that a check on ASCII digits never saw.
 */
export function normalizeDigits(text: string): string {
  return text
    .replace(SEPARATORS, '')
    .replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

/** The 12 digits of an individual number as typed by somebody, or null. Says nothing about the check digit. */
export function individualNumberDigits(text: string): string | null {
  const digits = normalizeDigits(text);
  return /^[0-9]{12}$/.test(digits) ? digits : null;
}
