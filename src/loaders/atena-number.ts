import { GatewayError } from '../errors/gateway-error.js';

/** 宛名番号 as staff type it: digits, leading zeros optional. Throws BAD_USER_INPUT for anything else. */
export function readAtenaNumber(text: string): string {
  const digits = text.normalize('NFKC').trim();
  if (/^\d{1,15}$/.test(digits)) return digits.padStart(15, '0');
  throw new GatewayError('BAD_USER_INPUT', {
    en: 'An address-name number has up to 15 digits.',
    ja: '宛名番号は15桁までの数字です。',
    detail: 'atenaNumber',
  });
}
