import { GatewayError } from '../errors/gateway-error.js';

/** A span whose end comes before its beginning. */
export function badDays(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: 'The first day comes before the last. Turn the two round.',
    ja: '最初の日が最後の日より後です。順序を確かめてください。',
    detail: 'span',
  });
}
