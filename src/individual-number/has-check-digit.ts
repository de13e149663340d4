import { isIndividualNumber } from './check-digit.js';
import { openSealed, type Sealed } from './sealed.js';

/**
 * Whether the last digit is the check digit of the other eleven: by the official rule (総務省令85号 第5条), or
 * by the synthetic city's, which is the official digit plus one so that no such number can be a living
 * person's. A placeholder of one repeated digit has none.
 */
export function hasCheckDigit(number: Sealed<string>): boolean {
  return isIndividualNumber(openSealed(number, { permit: true, rule: 'check digit' }));
}
