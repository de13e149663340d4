import type { CaseRow } from './case-rows.js';
import { CONSENT_SCOPES, type ConsentScope } from './case-terms.js';

/** What whoever asks for themselves agrees to by asking; that other municipalities are asked takes a form (R226). */
const BY_ASKING: ReadonlySet<ConsentScope> = new Set(
  CONSENT_SCOPES.filter((scope) => scope !== 'CONFIRM_RECORDS'),
);
const NOTHING: ReadonlySet<ConsentScope> = new Set();

/**
 * What may be done on the ground of a case (R226). A consent that is on it says so, and is not read wider than it is
 * written; without one the person themselves, or whoever stands for them in law, has agreed by asking. An office never.
 */
export function consentedScopes({
  requester,
  ground,
  consentScopes,
}: Pick<CaseRow, 'requester' | 'ground' | 'consentScopes'>): ReadonlySet<ConsentScope> {
  if (consentScopes !== null) return new Set(consentScopes.split(' ') as ConsentScope[]);
  const isOwn = requester === 'PERSON' || (requester === 'PROXY' && ground !== 'MANDATE');
  return isOwn ? BY_ASKING : NOTHING;
}
