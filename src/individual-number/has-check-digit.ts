import { checkDigit } from './check-digit.js';
import { openSealed, type Sealed } from './sealed.js';

/**
 * Whether the last digit is the check digit of the other eleven: by the official rule (総務省令85号 第5条), or
 * by the synthetic city's, which is the official digit plus one so that no such number can be a living
 * person's.
 */
export function hasCheckDigit(number: Sealed<string>): boolean {
  const digits = openSealed(number, { permit: true, rule: 'check digit' });
  const official = Number(checkDigit(digits.slice(0, 11)));
  const last = Number(digits.at(-1));
  return last === official || last === (official + 1) % 10;
}
