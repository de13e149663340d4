import { useId, useState } from 'react';
import { ErrorText } from '../dads/error-text.js';
import { Input } from '../dads/input.js';
import { Legend } from '../dads/legend.js';
import { Select } from '../dads/select.js';
import { useWords } from '../words/catalogue.js';
import { describedBy } from './described-by.js';
import { dateWords } from './date-words.js';
import { Requirement } from './requirement.js';
import { ERAS, isoOf, type Era, type TypedDate } from './era.js';

export interface DateFieldProps {
  readonly legend: string;
  readonly error?: string | null;
  readonly required?: boolean;
  /** A day to begin with, as ISO. */
  readonly initial?: string | null;
  /** The day as ISO once it is one; null while nothing, or no day, is typed. */
  readonly onChange: (iso: string | null, typed: TypedDate) => void;
}

function typedOf(iso: string | null): TypedDate {
  const [year = '', month = '', day = ''] = iso?.split('-') ?? [];
  return { era: '西暦', year, month, day };
}

/** A day as papers in Japan have it: era, year, month and day, each a field of its own. */
export function DateField({ legend, error = null, required, initial = null, onChange }: DateFieldProps) {
  const words = useWords(dateWords);
  const id = useId();
  const [typed, setTyped] = useState(() => typedOf(initial));
  const change = (part: Partial<TypedDate>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    onChange(isoOf(next), next);
  };
  const part = (name: 'year' | 'month' | 'day', label: string) => (
    <label className="flex items-center gap-1">
      <Input
        blockSize="md"
        className="w-20"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        maxLength={4}
        isError={error !== null}
        value={typed[name]}
        onChange={({ target }) => change({ [name]: target.value })}
      />
      {label}
    </label>
  );
  return (
    <fieldset className="my-5" aria-describedby={describedBy(id, undefined, error)}>
      <Legend>
        {legend}
        <Requirement required={required} />
      </Legend>
      {error !== null && <ErrorText id={`${id}-error`}>{error}</ErrorText>}
      <div className="mt-1.5 flex flex-wrap items-center gap-3">
        <Select
          blockSize="md"
          aria-label={words.era}
          autoComplete="off"
          value={typed.era}
          onChange={({ target }) => change({ era: target.value as Era })}
        >
          {ERAS.map(({ name }) => (
            <option key={name} value={name}>
              {words.eras[name]}
            </option>
          ))}
        </Select>
        {part('year', words.year)}
        {part('month', words.month)}
        {part('day', words.day)}
      </div>
    </fieldset>
  );
}
