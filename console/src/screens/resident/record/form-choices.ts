import type { DoseFormQuery } from '../operations.generated.js';

export interface Institution {
  readonly code: string;
  readonly name: string;
}

/** What there is to choose from in the form of a dose: the gateway's code tables, and nothing of anybody. */
export type FormChoices = DoseFormQuery['immunizationForm'] & {
  /** Empty where the table cannot be read: a code is typed then, and judged as ever. */
  readonly institutions: readonly Institution[];
};

export function formChoices({ immunizationForm, institutions }: DoseFormQuery): FormChoices {
  const named = (institutions ?? []).flatMap(({ code, name }) =>
    code === null ? [] : [{ code, name: name ?? code }],
  );
  return { ...immunizationForm, institutions: named };
}

/** The one whose code is typed, or all that what is typed fits. */
export function sought(institutions: readonly Institution[], value: string) {
  const typed = value.normalize('NFKC').trim();
  const chosen = institutions.find(({ code }) => code === typed) ?? null;
  const fits = ({ code, name }: Institution) =>
    code.startsWith(typed) || name.normalize('NFKC').includes(typed);
  return { chosen, fitting: typed === '' || chosen !== null ? [] : institutions.filter(fits) };
}
