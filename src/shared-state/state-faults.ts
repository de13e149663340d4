import { GatewayError } from '../errors/gateway-error.js';

/** Whoever keeps the state did not answer: who cannot tell what it is must refuse, in words that say what was not told. */

export function uncountedHit(cause: unknown): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: 'the shared counter did not answer',
    ja: '回数の上限を確認できないため、受け付けられません。システム担当に連絡してください。',
    en: 'The cap cannot be checked, so this is refused. Tell the system desk.',
    cause,
  });
}

export function uncountedPersons(cause: unknown): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: 'the shared ledger of persons did not answer',
    ja: '閲覧人数の上限を確認できないため、受け付けられません。システム担当に連絡してください。',
    en: 'The cap on persons cannot be checked, so this is refused. Tell the system desk.',
    cause,
  });
}

/** R182: a session of which nobody knows whether it has ended is none. */
export function uncheckedSession(cause: unknown): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: 'the shared session store did not answer',
    ja: 'セッションを確認できないため、受け付けられません。しばらくしてからやり直すか、システム担当に連絡してください。',
    en: 'The session cannot be checked, so this is refused. Try again later or tell the system desk.',
    cause,
  });
}
