import { GatewayError } from '../errors/gateway-error.js';
import { findNumbers } from '../guard/tripwire/tripwire.js';

/** Twelve digits standing alone, or a name that carries twelve: names become response paths, and those are logged. */
const TWELVE = /(?<!\d)\d{12}(?!\d)|[A-Za-z_]\w*\d{12}/;

/**
 * Numbers travel in variables only. A document reaches caches, logs and error messages of every tool on the way, so one
 * that holds a number is refused before anything reads it (trap 2). Strict on purpose: a wrong check digit discloses, too.
 */
export function refuseNumbersIn(document: string): void {
  if (!TWELVE.test(document.normalize('NFKC')) && findNumbers(document).length === 0) return;
  throw new GatewayError('BAD_USER_INPUT', {
    detail: 'number in document',
    en: 'The document holds something that reads as an individual number. Pass numbers in variables.',
    ja: 'クエリ本文に個人番号と読める数字があります。番号は変数で渡してください。',
  });
}
