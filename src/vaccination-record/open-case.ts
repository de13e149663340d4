import type { CaseRow } from '../cases/case-rows.js';
import type { CaseStore } from '../cases/case-store.js';
import { Persons, type PersonSources } from '../persons/persons.js';

export interface OpenCaseParts {
  readonly store: Pick<CaseStore, 'byName'>;
  readonly sources: PersonSources['sources'];
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** An open case, and every number that the person has had whom it is about. */
export interface OpenCase {
  readonly row: CaseRow;
  readonly atenaNumbers: readonly string[];
}

/** The case as it stands at this moment; null: there is none such, it is not open, or it is about others. */
export async function openCaseAbout(
  { store, sources, today: dayOf }: OpenCaseParts,
  { caseNumber, atenaNumber }: { readonly caseNumber: string; readonly atenaNumber: string },
  signal: AbortSignal,
): Promise<OpenCase | null> {
  const today = dayOf();
  const found = await store.byName(caseNumber);
  if (found === null || !isOpen(found.row, today)) return null;
  const { atenaNumbers } = await new Persons({ sources, signal, today }).numbersOf(atenaNumber);
  return found.persons.some((number) => atenaNumbers.includes(number))
    ? { row: found.row, atenaNumbers }
    : null;
}

/** A consent that was taken back is none, and closes the case for everything. */
function isOpen({ closedAt, openUntil, consentWithdrawnOn }: CaseRow, today: string): boolean {
  return closedAt === null && openUntil >= today && consentWithdrawnOn === null;
}
