import { GatewayError } from '../errors/gateway-error.js';
import { individualForAtena } from '../guard/typed-texts.js';
import { mayBeNumberForAtena } from '../individual-number/typed-text.js';

/**
 * 宛名番号 as staff type it: digits, leading zeros optional, but none that reads as an individual number. Throws
 * BAD_USER_INPUT for anything else.
 */
export function readAtenaNumber(text: string): string {
  // As the gateway gives it out: an individual number has three digits less.
  if (/^[0-9]{15}$/.test(text)) return text;
  if (mayBeNumberForAtena(text))
    throw individualForAtena('atenaNumber', { ja: '宛名番号', en: 'Address-name number' });
  const digits = text.normalize('NFKC').trim();
  if (/^\d{1,15}$/.test(digits)) return digits.padStart(15, '0');
  throw new GatewayError('BAD_USER_INPUT', {
    en: 'An address-name number has up to 15 digits.',
    ja: '宛名番号は15桁までの数字です。',
    detail: 'atenaNumber',
  });
}
