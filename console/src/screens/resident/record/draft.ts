import { ITEMS, type Item, type Told } from './labels.js';
import type { Needed } from './use-needed.js';
import type {
  ImmunizationChangesInput,
  ImmunizationEvidence,
  ImmunizationOrigin,
  ImmunizationSetting,
  ImmunizationWay,
  PreExamResult,
  RecordImmunizationInput,
} from '../operations.generated.js';

/** A dose as it is typed; nothing of it is judged here. */
export interface Draft {
  readonly vaccine: string;
  readonly date: string | null;
  readonly dose: string;
  readonly manufacturer: string;
  readonly lot: string;
  readonly doseMl: string;
  readonly setting: ImmunizationSetting;
  readonly preExamResult: PreExamResult;
  readonly preExamInstitution: string;
  readonly preExamDoctor: string;
  readonly institution: string;
  readonly doctor: string;
  readonly place: string;
  /** YYYY-MM. */
  readonly billingMonth: string;
  readonly way: ImmunizationWay | null;
  readonly origin: ImmunizationOrigin;
  readonly evidence: ImmunizationEvidence | null;
}

export const NEW_DRAFT: Draft = {
  ...{ vaccine: '', date: null, dose: '', manufacturer: '', lot: '', doseMl: '' },
  ...{ setting: 'INDIVIDUAL', preExamResult: 'VACCINATED', institution: '', doctor: '', place: '' },
  ...{ preExamInstitution: '', preExamDoctor: '', billingMonth: '' },
  ...{ way: null, origin: 'HERE', evidence: null },
};

/** The same entries over another version of the record: what was not touched is as it stands there. */
export function rebased(draft: Draft, before: Draft, onto: Draft): Draft {
  const touched = Object.entries(draft).filter(([name, value]) => value !== before[name as keyof Draft]);
  return { ...onto, ...(Object.fromEntries(touched) as Partial<Draft>) };
}

const NUMBERS = new Set<string>(['dose', 'doseMl']);

type Entered = Omit<Draft, 'way' | 'origin' | 'evidence'>;

/** What a record may be without: emptied, it is taken out of it. */
const EMPTIED = new Set<string>([
  ...['manufacturer', 'lot', 'doseMl', 'institution', 'doctor', 'place'],
  ...['preExamInstitution', 'preExamDoctor', 'billingMonth'],
]);

/** Of the form's fields those that differ from what was there. */
export function changesOf(draft: Draft, before: Draft = NEW_DRAFT): ImmunizationChangesInput {
  const { way: _way, origin: _origin, evidence: _evidence, ...entered } = draft;
  const changed = (Object.entries(entered) as [keyof Entered, string | null][]).filter(
    ([name, value]) => value !== before[name] && ((value !== '' && value !== null) || EMPTIED.has(name)),
  );
  return Object.fromEntries(
    changed.map(([name, value]) => {
      if (value === '' || value === null) return [name, null];
      return [name, NUMBERS.has(name) ? Number(digitsOf(value)) : value];
    }),
  );
}

/** What of the record changes; of a new one all that will stand in it. */
export function toldOf(draft: Draft, before: Draft): readonly Told[] {
  if (before !== NEW_DRAFT) return Object.keys(changesOf(draft, before)) as Item[];
  const record = recordOf(draft) ?? {};
  const shown = draft.origin === 'HERE' ? [] : (['evidence'] as const);
  return [...ITEMS.filter((name) => name in record), 'way', 'origin', ...shown];
}

/** Japanese keyboards write digits in full width as well. */
const digitsOf = (typed: string): string => typed.normalize('NFKC').trim();

/** What is typed as a number and is none would be sent as nothing, and the gateway would number the dose itself. */
const isNumbered = ({ dose }: Draft): boolean => /^\d{0,3}$/.test(digitsOf(dose));

/** What is missing, or no number, of what a dose is not recorded without and a correction does not empty. */
export const missingOf = (
  draft: Draft,
  /** What is corrected; null where a dose is recorded. */
  before: Draft | null,
): readonly Needed[] => [
  ...(draft.vaccine === '' && before?.vaccine !== '' ? (['vaccine'] as const) : []),
  ...(draft.date === null && before?.date !== null ? (['date'] as const) : []),
  ...(isNumbered(draft) ? [] : (['dose'] as const)),
  ...(draft.way === null ? (['way'] as const) : []),
  ...(before === null && draft.origin === 'ELSEWHERE' && draft.evidence === null
    ? (['evidence'] as const)
    : []),
];

/** null as long as something is missing that no dose is without. */
export function recordOf(
  draft: Draft,
): Omit<RecordImmunizationInput, 'idempotencyKey' | 'atenaNumber'> | null {
  const { vaccine, date, way, origin, evidence, setting, preExamResult } = draft;
  if (vaccine === '' || date === null || way === null || !isNumbered(draft)) return null;
  const rest = { ...changesOf(draft), vaccine, date, setting, preExamResult };
  return { ...rest, way, origin, ...(origin !== 'HERE' && evidence !== null && { evidence }) };
}
