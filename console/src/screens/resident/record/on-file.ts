import { whyEmpty, type Told } from '../../../graph/answer.js';
import type { ImmunizationSetting, PreExamResult } from '../operations.generated.js';
import { NEW_DRAFT, type Draft } from './draft.js';
import type { FormChoices } from './form-choices.js';
import { ITEMS, type Item } from './labels.js';

/** What of a record a form shows, whoever has asked for it. */
interface OnFile {
  readonly vaccine: { readonly code: string } | null;
  readonly date: { readonly iso: string | null } | null;
  readonly dose: number | null;
  readonly setting: ImmunizationSetting | null;
  readonly preExam: {
    readonly result: PreExamResult | null;
    readonly institution?: { readonly code: string | null } | null;
    readonly doctor?: string | null;
  } | null;
  readonly billingMonth?: string | null;
  readonly institution: { readonly code: string | null } | null;
  readonly place: string | null;
  readonly manufacturer: string | null;
  readonly lot: string | null;
  readonly doseMl: number | null;
  readonly doctor?: string | null | undefined;
}

/** A record as it would have been typed: codes instead of names, and nothing where nothing stands. */
export function draftOf(dose: OnFile, { vaccines }: Pick<FormChoices, 'vaccines'>): Draft {
  const { vaccine, manufacturer } = dose;
  const makers = vaccines.find(({ code }) => code === vaccine?.code)?.makers ?? [];
  return {
    ...NEW_DRAFT,
    vaccine: vaccine?.code ?? '',
    date: dose.date?.iso ?? null,
    dose: dose.dose?.toString() ?? '',
    setting: dose.setting ?? 'INDIVIDUAL',
    preExamResult: dose.preExam?.result ?? 'VACCINATED',
    preExamInstitution: dose.preExam?.institution?.code ?? '',
    preExamDoctor: dose.preExam?.doctor ?? '',
    billingMonth: dose.billingMonth ?? '',
    institution: dose.institution?.code ?? '',
    place: dose.place ?? '',
    manufacturer: makers.find(({ name }) => name === manufacturer)?.code ?? manufacturer ?? '',
    lot: dose.lot ?? '',
    doseMl: dose.doseMl?.toString() ?? '',
    doctor: dose.doctor ?? '',
  };
}

/** Of what a record says nothing is known here: the gateway has closed it, or it did not come. */
export function closedAt(told: Told, at: number): ReadonlySet<Item> {
  const of = (name: Item): readonly string[] => PARTS_OF_EXAM[name] ?? [name];
  return new Set(
    ITEMS.filter((name) => whyEmpty(told, ['resident', 'immunizations', at, ...of(name)]) !== null),
  );
}

/** Where what has a field of its own in a form stands in an answer. */
const PARTS_OF_EXAM: Partial<Record<Item, readonly string[]>> = {
  preExamResult: ['preExam', 'result'],
  preExamInstitution: ['preExam', 'institution'],
  preExamDoctor: ['preExam', 'doctor'],
};
