import { atOnce } from '../background/loop-turns.js';
import { GatewayError } from '../errors/gateway-error.js';
import { findNumbersInSteps } from '../individual-number/tripwire/tripwire.js';
import { mayBeNumber } from '../individual-number/typed-text.js';
import { foldInSteps } from '../text/fold.js';
import { limitFolded, limitOperationName, limitText } from './limit-document.js';

/**
 * Twelve digits standing alone, or a name that carries twelve or more: names become response paths, and those
 * are logged.
 */
const TWELVE = /(?<!\d)\d{12}(?!\d)|[A-Za-z]\d{12}/;
/** `\u0031` and `\u{31}` (GraphQL, section 2.9.4): a literal may spell its digits so. */
const ESCAPE = /\\u(?:([0-9a-f]{4})|\{([0-9a-f]{1,8})\})/gi;

/**
 * Numbers travel in variables only. A document reaches caches, logs and error messages of every tool on the
 * way, so one that holds a number is refused before anything reads it. Strict on purpose: a wrong
 * check digit discloses, too, and so do digits that low lines hold apart in a name. In steps, and with an end: what is
 * longer than a document may be as it is read, or holds more digits, is refused before it is looked through.
 * @throws GatewayError BAD_USER_INPUT
 */
export function* refuseNumbersIn(document: string): Generator<void, void> {
  const text = document.replace(ESCAPE, unescaped).normalize('NFKC');
  limitText(text);
  yield;
  const folded = yield* foldInSteps(text);
  limitFolded(folded.text);
  yield;
  if (TWELVE.test(text.replaceAll('_', ''))) throw numberInDocument();
  if ((yield* findNumbersInSteps(text)).length > 0) throw numberInDocument();
}

/** The name of an operation is in its record, where a document is only its hash: as strict as any text that stays. */
export function refuseNumbersInName(name: string): void {
  limitOperationName(name);
  atOnce(refuseNumbersIn(name));
  if (mayBeNumber(name) || mayBeNumber(name.replaceAll('_', ''))) throw numberInDocument();
}

function numberInDocument(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'number in document',
    en: 'The document holds something that reads as an individual number. Pass numbers in variables.',
    ja: 'クエリ本文に個人番号と読める数字があります。番号は変数で渡してください。',
  });
}

function unescaped(escape: string, fixed: string | undefined, braced: string | undefined): string {
  const code = Number.parseInt(fixed ?? braced ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}
