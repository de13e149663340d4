import { useState } from 'react';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { formWords } from './form-words.js';
import { AppointOfficeDocument, DelegateOfficeDocument, type OfficesQuery } from './operations.generated.js';
import { JudgedForm, type ErrorAt } from '../../parts/judged-form.js';

export interface TakeOfficeProps {
  readonly offices: OfficesQuery['offices'];
  readonly accounts: OfficesQuery['accounts'];
  readonly today: string;
  readonly onChanged: () => void;
}

type As = 'HOLDER' | 'DELEGATE';
interface Draft {
  readonly office: string;
  readonly account: string;
  readonly begins: string | null;
  readonly ends: string | null;
}

/** Somebody takes an office, or acts for its holder for some days. */
export function TakeOffice({ offices, accounts, today, onChanged }: TakeOfficeProps) {
  const words = useWords(formWords);
  const [as, setAs] = useState<As>('HOLDER');
  const [draft, setDraft] = useState<Draft>(() => ({
    ...{ office: offices[0]?.nameJa ?? '', account: accounts[0]?.id ?? '', begins: today, ends: null },
  }));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { begins, ends, ...rest } = draft;
  const isWhole = begins !== null && (as === 'HOLDER' || ends !== null);
  const input = isWhole ? { input: { ...rest, begins, ends } } : null;
  const fields = (errorAt: ErrorAt) => (
    <Fields {...{ draft, change, errorAt, as, offices, accounts, today }} />
  );
  return (
    <>
      <OneOf legend={words.takesAs} choices={choicesOf<As>(words.takes)} value={as} onChange={setAs} />
      {as === 'HOLDER' ? (
        <JudgedForm
          name={words.appointNow}
          document={AppointOfficeDocument}
          input={input}
          errorsOf={(data) => data.appointOffice.userErrors}
          onDone={onChanged}
        >
          {fields}
        </JudgedForm>
      ) : (
        <JudgedForm
          name={words.delegateNow}
          document={DelegateOfficeDocument}
          input={input}
          errorsOf={(data) => data.delegateOffice.userErrors}
          onDone={onChanged}
        >
          {fields}
        </JudgedForm>
      )}
    </>
  );
}

interface FieldsProps extends Omit<TakeOfficeProps, 'onChanged'> {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly errorAt: ErrorAt;
  readonly as: As;
}

function Fields({ draft, change, errorAt, as, offices, accounts, today }: FieldsProps) {
  const words = useWords(formWords);
  const both = useBoth();
  return (
    <>
      <SelectField
        label={words.office}
        error={errorAt('office')}
        choices={offices.map(({ nameJa }) => ({ value: nameJa, label: nameJa }))}
        value={draft.office}
        onChange={(office) => change({ office })}
      />
      <SelectField
        label={words.account}
        error={errorAt('account')}
        choices={accounts.map(({ id, nameJa, nameEn }) => ({
          value: id,
          label: `${both({ ja: nameJa, en: nameEn })} (${id})`,
        }))}
        value={draft.account}
        onChange={(account) => change({ account })}
      />
      <DateField
        legend={words.firstDay}
        initial={today}
        required
        error={errorAt('begins', draft.begins === null ? words.typeDays : null)}
        onChange={(begins) => change({ begins })}
      />
      <DateField
        legend={as === 'HOLDER' ? words.lastDayIfAny : words.lastDay}
        initial={draft.ends}
        required={as === 'DELEGATE' || undefined}
        error={errorAt('ends', as === 'DELEGATE' && draft.ends === null ? words.typeDays : null)}
        onChange={(ends) => change({ ends })}
      />
    </>
  );
}
