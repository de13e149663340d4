import { dayInJapan } from '../calendar/japan-time.js';
import type { AddConsentInput, AddDocumentsInput, AddPersonsInput } from './case-access.js';
import type { AdditionRow, CaseRow } from './case-rows.js';
import type { StoredCase } from './case-store.js';
import { MOST_PERSONS } from './case-terms.js';
import { caseFault, type CaseFault } from './case-texts.js';
import { isWholeConsent } from './judge-opening.js';
import { seenForAll } from './seen-documents.js';

/** Everything against adding these persons to a case that is not closed. `today` is `YYYY-MM-DD`. */
export function judgePersons(
  { row, persons: known }: StoredCase,
  { persons }: Pick<AddPersonsInput, 'persons'>,
  today: string,
): readonly CaseFault[] {
  const all = new Set([...known, ...persons]);
  if (all.size > MOST_PERSONS) return [caseFault('TOO_MANY_PERSONS', 'atenaNumbers')];
  return [...standing(row, today), ...(all.size > known.length ? [] : [caseFault('TERMS', 'atenaNumbers')])];
}

/** The same of kinds of documents, held against `additions`, the earlier ones of the case. */
export function judgeDocuments(
  { row, persons, addedAt }: StoredCase,
  {
    documents,
    additions,
  }: Pick<AddDocumentsInput, 'documents'> & { readonly additions: readonly AdditionRow[] },
  today: string,
): readonly CaseFault[] {
  const arrivals = persons.map((person) => addedAt.get(person) ?? null);
  const known = seenForAll(row, { additions, arrivals });
  const isNew = documents.some((kind) => !known.has(kind));
  return [...standing(row, today), ...(isNew ? [] : [caseFault('TERMS', 'documents')])];
}

/**
 * The same of a consent. One that was given before the case was opened belongs to another request; the case has one at
 * most, for what it covers is read from it and from nothing else.
 */
export function judgeConsent(
  { row }: StoredCase,
  { consent }: Pick<AddConsentInput, 'consent'>,
  today: string,
): readonly CaseFault[] {
  const against = standing(row, today);
  if (against.length > 0) return against;
  if (row.consentOn !== null) return [caseFault('CONSENT_STANDS', 'number')];
  return [
    ...(isWholeConsent(consent) ? [] : [caseFault('CONSENT_INCOMPLETE', 'consent')]),
    ...(consent.on > today ? [caseFault('DATE', 'consent.on')] : []),
    ...(consent.on < dayInJapan(row.openedAt) ? [caseFault('CONSENT_BEFORE_CASE', 'consent.on')] : []),
  ];
}

/** A consent is taken back on a day on which it stood. */
export function judgeWithdrawal(
  { consentOn, consentWithdrawnOn }: CaseRow,
  on: string,
  today: string,
): readonly CaseFault[] {
  if (consentOn === null || consentWithdrawnOn !== null) return [caseFault('NO_CONSENT', 'number')];
  if (on > today) return [caseFault('DATE', 'on')];
  return on < consentOn ? [caseFault('WITHDRAWN_BEFORE_CONSENT', 'on')] : [];
}

/** What opens nobody takes nothing more either. */
function standing({ openUntil, consentWithdrawnOn }: CaseRow, today: string): readonly CaseFault[] {
  if (openUntil < today) return [caseFault('CASE_CLOSED', 'number')];
  return consentWithdrawnOn === null ? [] : [caseFault('CONSENT_WITHDRAWN', 'number')];
}
