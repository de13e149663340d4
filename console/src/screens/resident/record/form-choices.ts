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
