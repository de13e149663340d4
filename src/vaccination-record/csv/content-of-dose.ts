import { MANUFACTURERS } from '../../../adapters/health-management/codes.js';
import type { DoseContent } from '../../../adapters/health-management/model.js';
import { fitsMaker, makersOf, type Maker } from '../../../adapters/vaccination-record-system/makers.js';
import type { StagedDose } from './staged-dose.js';

/** The system has doses of this vaccine alone. */
export const VACCINE = 'COVID19';

/** In one width and case, without blanks. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

const NAMED = [...MANUFACTURERS].flatMap(([code, name]) => (name === null ? [] : [{ code, name }]));

const CODES: ReadonlyMap<string, string> = new Map(NAMED.map(({ code, name }) => [plain(name), code]));

/** The ledger's code of each maker of this vaccine. A distributor's own code (武田) is no maker's. */
const CODES_OF_MAKERS: ReadonlyMap<Maker, string> = new Map(
  NAMED.flatMap(({ code, name }) => {
    const [maker, ...others] = makersOf(name);
    return maker === undefined || others.length > 0 ? [] : [[maker, code] as const];
  }),
);

/** A dose of a file as the ledger writes it; null where nobody can tell its maker's code, which is not left out silently. */
export function contentOfDose({ dose, day, venue, doctor, maker, lot }: StagedDose): DoseContent | null {
  const manufacturer = maker.trim() === '' ? null : codeOf(maker, plain(lot));
  if (manufacturer === null && maker.trim() !== '') return null;
  return {
    ...{ vaccine: VACCINE, dose, date: day, billingMonth: null, place: textOf(venue) },
    // The form does not tell it, and the ledger is not without it: what most doses of this programme were given in.
    setting: 'GROUP',
    ...{ preExam: 'VACCINATED', preExamInstitution: null, institution: null, preExamDoctor: null },
    ...{ doctor: textOf(doctor), manufacturer, lot: textOf(lot), volume: null },
  };
}

/**
 * The system's presets name the maker alone (モデルナ), or the distributor alone (武田), who sold two: then the lot tells
 * which. null: nobody can tell.
 */
function codeOf(written: string, lot: string): string | null {
  const makers = [...makersOf(written)];
  if (makers.length === 0) return CODES.get(plain(written)) ?? null;
  const meant = makers.length === 1 ? makers : makers.filter((maker) => fitsMaker(lot, new Set([maker])));
  const [maker, ...others] = meant;
  return maker === undefined || others.length > 0 ? null : (CODES_OF_MAKERS.get(maker) ?? null);
}

const textOf = (text: string): string | null => (text.trim() === '' ? null : text);
