import type { DoseContent } from '../../adapters/health-management/model.js';
import type { ImmunizationChangesInput, RecordImmunizationInput } from './record.input.js';

/** A volume in millilitres as hundredths; what has more than two decimals as one that no check lets pass. */
export function hundredths(doseMl: number): number {
  const whole = Math.round(doseMl * 100);
  return Math.abs(whole - doseMl * 100) < 1e-6 && Number.isSafeInteger(whole) ? whole : -1;
}

/** A code or a word: blanks around it, and another width, are how it was typed. */
const code = (text: string): string => text.normalize('NFKC').trim();

/** An empty text is none. */
function orNone<Text extends string>(
  text: Text | null | undefined,
  read: (text: string) => string,
): string | null {
  const tidy = text == null ? '' : read(text);
  return tidy === '' ? null : tidy;
}

/** Names stay as they are typed, but for the blanks around them: none of their characters is replaced. */
const name = (text: string): string => text.trim();

export function contentOf(input: RecordImmunizationInput): DoseContent {
  return {
    vaccine: code(input.vaccine),
    dose: input.dose ?? null,
    date: input.date,
    billingMonth: orNone(input.billingMonth, code),
    setting: input.setting,
    place: orNone(input.place, name),
    preExam: input.preExamResult,
    preExamInstitution: orNone(input.preExamInstitution, code),
    institution: orNone(input.institution, code),
    preExamDoctor: orNone(input.preExamDoctor, name),
    doctor: orNone(input.doctor, name),
    manufacturer: orNone(input.manufacturer, code),
    lot: orNone(input.lot, code),
    volume: input.doseMl == null ? null : hundredths(input.doseMl),
  };
}

/** What changes. Items that the ledger cannot do without are not emptied: null leaves them as they are. */
export function changesOf(input: ImmunizationChangesInput): Partial<DoseContent> {
  const texts = {
    billingMonth: [input.billingMonth, code],
    place: [input.place, name],
    preExamInstitution: [input.preExamInstitution, code],
    institution: [input.institution, code],
    preExamDoctor: [input.preExamDoctor, name],
    doctor: [input.doctor, name],
    manufacturer: [input.manufacturer, code],
    lot: [input.lot, code],
  } as const;
  const given = Object.entries(texts).flatMap(([key, [text, read]]) =>
    text === undefined ? [] : [[key, orNone(text, read)] as const],
  );
  return {
    ...(Object.fromEntries(given) as Partial<DoseContent>),
    ...(input.vaccine != null && { vaccine: code(input.vaccine) }),
    ...(input.dose != null && { dose: input.dose }),
    ...(input.date != null && { date: input.date }),
    ...(input.setting != null && { setting: input.setting }),
    ...(input.preExamResult != null && { preExam: input.preExamResult }),
    ...(input.doseMl !== undefined && { volume: input.doseMl === null ? null : hundredths(input.doseMl) }),
  };
}
