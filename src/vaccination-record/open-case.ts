import type { CaseRow } from '../cases/case-rows.js';
import type { CaseStore, StoredCase } from '../cases/case-store.js';
import { Persons, type PersonSources } from '../persons/persons.js';

export interface OpenCaseParts {
  readonly store: Pick<CaseStore, 'byName'>;
  readonly sources: PersonSources['sources'];
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** An open case, and every number that the person has had whom it is about. */
export interface OpenCase extends StoredCase {
  readonly atenaNumbers: readonly string[];
  /** Since when the person is on the case, UTC; null: since it was opened. */
  readonly arrivedAt: string | null;
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
  const own = found.persons.filter((number) => atenaNumbers.includes(number));
  return own.length > 0 ? { ...found, atenaNumbers, arrivedAt: arrivalOf(own, found.addedAt) } : null;
}

/** The first, where the person came onto the case under several of their numbers. */
function arrivalOf(numbers: readonly string[], addedAt: StoredCase['addedAt']): string | null {
  const arrivals = numbers.map((number) => addedAt.get(number) ?? '');
  return arrivals.reduce((first, one) => (one < first ? one : first)) || null;
}

/** A consent that was taken back is none, and closes the case for everything. */
function isOpen({ closedAt, openUntil, consentWithdrawnOn }: CaseRow, today: string): boolean {
  return closedAt === null && openUntil >= today && consentWithdrawnOn === null;
}
