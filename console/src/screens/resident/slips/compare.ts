import type { Draft } from '../record/draft.js';
import { ITEMS, type Item } from '../record/labels.js';
import { draftOf } from '../record/on-file.js';
import type { FormChoices } from '../record/form-choices.js';
import type { ImmunizationChangesInput } from '../operations.generated.js';
import type { OnFile } from './slip.js';

type Form = Pick<FormChoices, 'vaccines'>;

/** What an examination without a dose has none of, or has under another name. */
const OF_DOSES: ReadonlySet<Item> = new Set(['institution', 'manufacturer', 'lot', 'doseMl', 'doctor']);

/** What a pile has no field of, and says nothing of. */
const NOT_ON_SLIPS: ReadonlySet<Item> = new Set(['preExamInstitution', 'preExamDoctor', 'billingMonth']);

/** One writing of what people write in several: width, capitals, blanks. */
function plain(name: Item, draft: Draft): string {
  const typed = (draft[name] ?? '').normalize('NFKC').trim();
  if (name === 'lot') return typed.toUpperCase();
  return name === 'place' || name === 'doctor' ? typed.replace(/\s+/g, '') : typed;
}

/** In what the slip at hand and the record differ. A number that nobody typed is the gateway's to give. */
export function differencesOf(draft: Draft, record: Draft, closed: ReadonlySet<Item>): readonly Item[] {
  const isExam = draft.preExamResult === 'PRE_EXAM_ONLY';
  return ITEMS.filter(
    (name) =>
      !closed.has(name) &&
      !NOT_ON_SLIPS.has(name) &&
      !(name === 'dose' && plain(name, draft) === '') &&
      !(isExam && OF_DOSES.has(name)) &&
      plain(name, draft) !== plain(name, record),
  );
}

/** Where among the records stands one of the same vaccine and day; -1 for none. */
export function sameDay(draft: Draft, doses: readonly OnFile[]): number {
  return doses.findIndex(
    (dose) => stands(dose) && dose.vaccine?.code === draft.vaccine && dose.date?.iso === draft.date,
  );
}

/** Which record the slip was typed into the first time: what agrees most, in vaccine or day at least. -1 for none. */
export function likest(draft: Draft, doses: readonly OnFile[], form: Form): number {
  const agrees = doses.map((dose) => {
    const record = draftOf(dose, form);
    const isLike = stands(dose) && (record.vaccine === draft.vaccine || record.date === draft.date);
    return isLike ? ITEMS.length - differencesOf(draft, record, NONE).length : -1;
  });
  const most = Math.max(-1, ...agrees);
  return most === -1 ? -1 : agrees.indexOf(most);
}

const NONE: ReadonlySet<Item> = new Set();
const stands = ({ state }: OnFile): boolean => state !== 'WITHDRAWN';

/** What makes the record say what the slip says; an item that the slip leaves empty is emptied. */
export function changesTo(draft: Draft, items: readonly Item[]): ImmunizationChangesInput {
  return Object.fromEntries(
    items.map((name) => {
      const value = plain(name, draft);
      if (value === '') return [name, null];
      return [name, name === 'dose' || name === 'doseMl' ? Number(value) : (draft[name] ?? null)];
    }),
  );
}
