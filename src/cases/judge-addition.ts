import type { AddDocumentsInput, AddPersonsInput } from './case-access.js';
import type { CaseRow } from './case-rows.js';
import type { StoredCase } from './case-store.js';
import { MOST_PERSONS } from './case-terms.js';
import { caseFault, type CaseFault } from './case-texts.js';

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

/** The same of kinds of documents. */
export function judgeDocuments(
  { row }: StoredCase,
  { documents }: Pick<AddDocumentsInput, 'documents'>,
  today: string,
): readonly CaseFault[] {
  const known = row.documents.split(' ');
  const isNew = documents.some((kind) => !known.includes(kind));
  return [...standing(row, today), ...(isNew ? [] : [caseFault('TERMS', 'documents')])];
}

/** What opens nobody takes nothing more either. */
function standing({ openUntil, consentWithdrawnOn }: CaseRow, today: string): readonly CaseFault[] {
  if (openUntil < today) return [caseFault('CASE_CLOSED', 'number')];
  return consentWithdrawnOn === null ? [] : [caseFault('CONSENT_WITHDRAWN', 'number')];
}
