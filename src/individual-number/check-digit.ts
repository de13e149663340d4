/**
 * The check digit of the individual number (個人番号), 総務省令第85号 art. 5, and the two schemes built on it.
 *
 * - official: digit 12 is 11 - (sum of Pn*Qn mod 11), and 0 where that remainder is 0 or 1. Pn is the n-th
 *   digit counted from the one next to the check digit; Qn is n+1 for n = 1..6 and n-5 for n = 7..11.
 * - test: the official digit plus one, modulo ten. Every official validator rejects such a number, so that a
 *   synthetic number cannot be a living person's: among 120,000 random numbers with a right digit about 150
 *   would be.
 */
export type NumberScheme = 'official' | 'test';

const BODY = /^[0-9]{11}$/;
const NUMBER = /^[0-9]{12}$/;
/** Q11..Q1: the weights from left to right. */
const WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/**
 * The official check digit of an 11-digit body. Throws `RangeError`, without the body, when it is not 11 ASCII
 * digits.
 */
export function checkDigit(body: string): string {
  if (!BODY.test(body)) throw new RangeError('The body of an individual number has 11 digits.');
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) sum += (body.charCodeAt(index) - 48) * weight;
  const remainder = sum % 11;
  return remainder <= 1 ? '0' : String(11 - remainder);
}

/** The check digit of the test scheme: deliberately one off the official one. */
export function testCheckDigit(body: string): string {
  return String((Number(checkDigit(body)) + 1) % 10);
}

/**
 * Whether 12 ASCII digits carry the check digit of the scheme. A body of one repeated digit is refused:
 * `000000000000` passes the arithmetic and is nobody's number.
 */
export function fitsScheme(number: string, scheme: NumberScheme): boolean {
  if (!NUMBER.test(number) || /^([0-9])\1{10}/.test(number)) return false;
  const body = number.slice(0, 11);
  return number[11] === (scheme === 'official' ? checkDigit(body) : testCheckDigit(body));
}

/**
 * Whether 12 ASCII digits can be anybody's number, by the official rule or by the synthetic city's. Placeholders
 * (twelve nines or zeros) are none, though some pass the arithmetic.
 */
export function isIndividualNumber(digits: string): boolean {
  return fitsScheme(digits, 'official') || fitsScheme(digits, 'test');
}
