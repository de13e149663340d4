/** Digits of a 宛名番号 of the registry. */
const LENGTH = 15;

/**
 * A number by its value: without blanks of any kind, leading zeros as its own system writes them, digits of any
 * width. Two systems that write one number differently then mean one person. null for a text that is no such
 * number: it can be nobody's, and whoever reads it says so.
 */
export function personNumber(text: unknown, length = LENGTH): string | null {
  if (typeof text !== 'string') return null;
  const written = text.trimEnd();
  // As its own system writes it, nearly always: what follows would come to the same.
  if (written.length === length && /^\d+$/.test(written)) return written;
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff\0]/g, '')
    .replace(/^0+(?=\d)/, '');
  return /^\d+$/.test(digits) && digits.length <= length ? digits.padStart(length, '0') : null;
}

/**
 * Ways in which a column of `length` characters may hold the number besides its own: with any number of its zeros,
 * behind any number of blanks, or in full width. For a statement that has not found it as it should stand.
 */
export function otherForms(number: string, length: number): readonly string[] {
  const bare = number.replace(/^0+(?=\d)/, '');
  const wide = (text: string) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const room = Math.max(0, length - bare.length) + 1;
  const written = Array.from({ length: room }, (_, zeros) => '0'.repeat(zeros) + bare);
  const behindBlanks = (form: string) =>
    Array.from({ length: length - form.length + 1 }, (_, blanks) => ' '.repeat(blanks) + form);
  const forms = [number, ...written.flatMap(behindBlanks).flatMap((form) => [form, form.padEnd(length)])];
  return [...new Set([...forms, wide(number), wide(bare), wide(bare).padEnd(length)])].filter(
    (form) => form.length <= length,
  );
}
