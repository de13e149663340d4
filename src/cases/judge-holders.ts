import type { AgesOf, OpenInput } from './case-access.js';
import { asksForAge, isHeldByNone } from './case-terms.js';
import { caseFault, type CaseFault } from './case-texts.js';

/**
 * Whether what was shown by whoever asks for themselves can be theirs at all (R227; 番号法16条). Of several persons one of
 * them asks; the registry is asked for their birth dates only where a kind is held from some age on.
 */
export async function judgeHolders(
  {
    requester,
    documents,
    persons,
  }: Pick<OpenInput, 'documents' | 'persons'> & { readonly requester: string },
  agesOf: AgesOf,
): Promise<readonly CaseFault[]> {
  if (requester !== 'PERSON' || !asksForAge(documents)) return [];
  return isHeldByNone(documents, await agesOf(persons))
    ? [caseFault('DOCUMENT_OF_ANOTHER', 'documents')]
    : [];
}
