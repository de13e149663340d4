import type { ReactNode } from 'react';
import { Input } from '../../../dads/input.js';
import { Select } from '../../../dads/select.js';
import { choicesOf } from '../../../parts/choices-of.js';
import { OneOf } from '../../../parts/choices.js';
import { DateField } from '../../../parts/date-field.js';
import { Field, type ControlProps } from '../../../parts/field.js';
import { useWords } from '../../../words/catalogue.js';
import { commonWords } from '../../../words/common-words.js';
import { useBoth } from '../../../words/language.js';
import type { DoseFormQuery } from '../operations.generated.js';
import type { Draft } from './draft.js';
import { recordWords } from './words.js';

export interface DoseFormProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly form: DoseFormQuery['immunizationForm'];
  /** Whose dose it is and what shows it are told once, when it is recorded. */
  readonly isNew: boolean;
}

export function DoseForm({ draft, onChange, form, isNew }: DoseFormProps) {
  const words = useWords(recordWords);
  const both = useBoth();
  const chosen = form.vaccines.find(({ code }) => code === draft.vaccine);
  const vaccines = form.vaccines.map(({ code, name, nameEn, inUse }) => ({
    value: code,
    text: `${both({ ja: name, en: nameEn })}${inUse ? '' : words.notInUse}`,
  }));
  const makers = (chosen?.makers ?? []).map(({ code, name }) => ({ value: code, text: name }));
  const volumes = (chosen?.volumesMl ?? []).map((volume) => ({
    value: String(volume),
    text: String(volume),
  }));
  return (
    <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-2">
      <Field label={words.vaccine} required={isNew}>
        {list(draft.vaccine, vaccines, (vaccine) => onChange({ vaccine }))}
      </Field>
      <DateField
        legend={words.date}
        initial={draft.date}
        onChange={(date) => onChange({ date: date ?? draft.date })}
      />
      <Field label={words.dose} help={words.doseHelp} required={false}>
        {text(draft.dose, (dose) => onChange({ dose }))}
      </Field>
      <Field label={words.maker} required={false}>
        {list(draft.manufacturer, makers, (manufacturer) => onChange({ manufacturer }))}
      </Field>
      <Field label={words.lot} required={false}>
        {text(draft.lot, (lot) => onChange({ lot }))}
      </Field>
      <Field label={words.volume} required={false}>
        {list(draft.doseMl, volumes, (doseMl) => onChange({ doseMl }))}
      </Field>
      <Field label={words.institution} required={false}>
        {text(draft.institution, (institution) => onChange({ institution }))}
      </Field>
      <Field label={words.doctor} required={false}>
        {text(draft.doctor, (doctor) => onChange({ doctor }))}
      </Field>
      <Field label={words.place} required={false}>
        {text(draft.place, (place) => onChange({ place }))}
      </Field>
      <Choices {...{ draft, onChange, isNew }} />
    </div>
  );
}

function Choices({ draft, onChange, isNew }: Omit<DoseFormProps, 'form'>) {
  const words = useWords(recordWords);
  return (
    <>
      <OneOf
        legend={words.setting}
        choices={choicesOf(words.settings)}
        value={draft.setting}
        onChange={(setting) => onChange({ setting })}
      />
      <OneOf
        legend={words.exam}
        choices={choicesOf(words.exams)}
        value={draft.preExamResult}
        onChange={(preExamResult) => onChange({ preExamResult })}
      />
      <OneOf
        legend={words.way}
        choices={choicesOf(words.ways)}
        value={draft.way === 'VRS_IMPORT' ? null : draft.way}
        onChange={(way) => onChange({ way })}
      />
      {isNew && (
        <OneOf
          legend={words.origin}
          choices={choicesOf(words.origins)}
          value={draft.origin}
          onChange={(origin) => onChange({ origin })}
        />
      )}
      {isNew && draft.origin !== 'HERE' && (
        <OneOf
          legend={words.evidence}
          choices={choicesOf(words.evidences)}
          value={draft.evidence}
          onChange={(evidence) => onChange({ evidence })}
        />
      )}
    </>
  );
}

const text = (value: string, onChange: (value: string) => void) =>
  function control(props: ControlProps): ReactNode {
    return (
      <Input {...props} blockSize="md" value={value} onChange={({ target }) => onChange(target.value)} />
    );
  };

const list = (
  value: string,
  options: readonly { readonly value: string; readonly text: string }[],
  onChange: (value: string) => void,
) =>
  function control(props: ControlProps): ReactNode {
    return <Listed {...{ props, value, options, onChange }} />;
  };

interface ListedProps {
  readonly props: ControlProps;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

function Listed({ props, value, options, onChange }: ListedProps) {
  const { choose } = useWords(commonWords);
  return (
    <Select {...props} blockSize="md" value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{choose}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </Select>
  );
}
