import { useBoth } from '../../../words/language.js';
import { useDay } from '../../../words/times.js';
import { useWords } from '../../../words/catalogue.js';
import { immunizationWords } from '../../../words/immunization-words.js';
import { sought, type FormChoices } from './form-choices.js';
import type { Draft } from './draft.js';
import { recordWords } from './words.js';

/** What each item of a draft is called. */
export const LABELS = {
  vaccine: 'vaccine',
  date: 'date',
  dose: 'dose',
  manufacturer: 'maker',
  lot: 'lot',
  doseMl: 'volume',
  setting: 'setting',
  preExamResult: 'exam',
  preExamInstitution: 'examInstitution',
  preExamDoctor: 'examDoctor',
  institution: 'institution',
  doctor: 'doctor',
  place: 'place',
  billingMonth: 'billingMonth',
} as const;
export type Item = keyof typeof LABELS;
export const ITEMS = Object.keys(LABELS) as readonly Item[];

/** How it came to be entered: no part of the record's content, and yet sent with it. */
const HOW = { way: 'way', origin: 'origin', evidence: 'evidence' } as const;
export type Told = Item | keyof typeof HOW;
export const TOLD = { ...LABELS, ...HOW };

/** An item of a draft in words instead of the codes that it is sent with. */
export function useShown(form: FormChoices): (name: Told, draft: Draft) => string {
  const words = useWords(recordWords);
  const terms = useWords(immunizationWords);
  const both = useBoth();
  const day = useDay();
  const institutionOf = (typed: string): string => {
    const { chosen } = sought(form.institutions, typed);
    return chosen === null ? typed : words.institutionOf(chosen.name, chosen.code);
  };
  return (name, draft) => {
    const vaccine = form.vaccines.find(({ code }) => code === draft.vaccine);
    if (name === 'vaccine') return both({ ja: vaccine?.name ?? '', en: vaccine?.nameEn ?? '' });
    if (name === 'manufacturer')
      return vaccine?.makers.find(({ code }) => code === draft.manufacturer)?.name ?? draft.manufacturer;
    if (name === 'institution' || name === 'preExamInstitution') return institutionOf(draft[name]);
    if (name === 'setting') return terms.settings[draft.setting];
    if (name === 'preExamResult') return terms.exams[draft.preExamResult];
    if (name === 'way') return draft.way === null ? '' : terms.ways[draft.way];
    if (name === 'origin') return terms.origins[draft.origin];
    if (name === 'evidence') return draft.evidence === null ? '' : words.evidences[draft.evidence];
    return name === 'date' ? day(draft.date) : draft[name];
  };
}
