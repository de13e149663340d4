import { MANUFACTURERS } from '../../../adapters/health-management/codes.js';
import type { DoseContent } from '../../../adapters/health-management/model.js';
import type { StagedDose } from './staged-dose.js';

/** The system has doses of this vaccine alone. */
export const VACCINE = 'COVID19';

/** As names of makers are compared. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

const CODES: ReadonlyMap<string, string> = new Map(
  [...MANUFACTURERS].flatMap(([code, name]) => (name === null ? [] : [[plain(name), code] as const])),
);

/** A dose of a file as the ledger writes it; null where nobody can tell its maker's code, which is not left out silently. */
export function contentOfDose({ dose, day, venue, doctor, maker, lot }: StagedDose): DoseContent | null {
  const manufacturer = maker.trim() === '' ? null : (CODES.get(plain(maker)) ?? null);
  if (manufacturer === null && maker.trim() !== '') return null;
  return {
    ...{ vaccine: VACCINE, dose, date: day, billingMonth: null, place: textOf(venue) },
    // The form does not tell it, and the ledger is not without it: what most doses of this programme were given in.
    setting: 'GROUP',
    ...{ preExam: 'VACCINATED', preExamInstitution: null, institution: null, preExamDoctor: null },
    ...{ doctor: textOf(doctor), manufacturer, lot: textOf(lot), volume: null },
  };
}

const textOf = (text: string): string | null => (text.trim() === '' ? null : text);
