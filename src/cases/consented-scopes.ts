import type { StoredCase } from './case-store.js';
import { CONSENT_SCOPES, type ConsentScope } from './case-terms.js';

/** What whoever asks for themselves agrees to by asking; that other municipalities are asked takes a form (R226). */
const BY_ASKING: ReadonlySet<ConsentScope> = new Set(
  CONSENT_SCOPES.filter((scope) => scope !== 'CONFIRM_RECORDS'),
);
const NOTHING: ReadonlySet<ConsentScope> = new Set();

/**
 * What may be done for a person on the ground of a case (R226). A consent that is on it says so, and is not read wider
 * than it is written, nor for anybody who came onto the case after it was given; without one the person themselves, or
 * whoever stands for them in law, has agreed by asking, as the case was opened: whoever was added since asked for nothing
 * then. An office never.
 * @param numbers every 宛名番号 of the person, for one that stood on the case may have been merged since
 */
export function consentedScopes(
  {
    row: { requester, ground, consentScopes },
    persons,
    consented,
    addedAt,
  }: Pick<StoredCase, 'row' | 'persons' | 'consented' | 'addedAt'>,
  numbers: readonly string[],
): ReadonlySet<ConsentScope> {
  if (consentScopes !== null)
    return numbers.some((number) => consented.includes(number))
      ? new Set(consentScopes.split(' ') as ConsentScope[])
      : NOTHING;
  const isOwn = requester === 'PERSON' || (requester === 'PROXY' && ground !== 'MANDATE');
  const hasAsked = numbers.some((number) => persons.includes(number) && !addedAt.has(number));
  return isOwn && hasAsked ? BY_ASKING : NOTHING;
}
