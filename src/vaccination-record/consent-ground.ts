import type { ConsentScope } from '../cases/case-terms.js';
import type { Subject } from '../guard/subject.js';
import { vrsFault, type VrsFault } from './vrs-faults.js';

/** What the consent of the named case covers for a person. */
export type ConsentedTo = (person: Subject) => Promise<ReadonlySet<ConsentScope>>;

/** Somebody asked, and the consent on their case is to something else, or was given before this person came onto it (R226). */
export async function consentFaults(
  consentedTo: ConsentedTo | null,
  person: Subject,
  scope: ConsentScope,
): Promise<readonly VrsFault[]> {
  // Without a case nobody's request is told, and none is held against the act.
  if (consentedTo === null) return [];
  return (await consentedTo(person)).has(scope) ? [] : [vrsFault('CONSENT_TO_OTHER')];
}
