import { useState } from 'react';
import { Checkbox } from '../../dads/checkbox.js';
import { DateField } from '../../parts/date-field.js';
import { useWords } from '../../words/catalogue.js';
import type { ErrorAt } from '../../parts/judged-form.js';
import { formWords } from './form-words.js';

export interface Secondment {
  readonly begins: string;
  readonly ends: string;
}
/** What is typed of a secondment: `none` where nobody is seconded, `part` while a day is missing. */
export type TypedSecondment = Secondment | 'none' | 'part';

export interface SecondmentProps {
  readonly onChange: (typed: TypedSecondment) => void;
  readonly isPart: boolean;
  readonly errorAt: ErrorAt;
}

/** Days of a secondment to the division in charge, if there is one. */
export function SecondmentFields({ onChange, isPart, errorAt }: SecondmentProps) {
  const words = useWords(formWords);
  const [is, setIs] = useState(false);
  const [days, setDays] = useState<Partial<Record<keyof Secondment, string | null>>>({});
  const change = (seconded: boolean, next: typeof days) => {
    setIs(seconded);
    setDays(next);
    const { begins = null, ends = null } = next;
    onChange(!seconded ? 'none' : begins === null || ends === null ? 'part' : { begins, ends });
  };
  const missing = isPart ? words.typeDays : null;
  return (
    <>
      <Checkbox checked={is} onChange={({ target }) => change(target.checked, {})}>
        {words.isSeconded}
      </Checkbox>
      {is && (
        <>
          <DateField
            legend={words.secondedFrom}
            required
            error={errorAt('secondment', missing) ?? errorAt('secondment.begins')}
            onChange={(begins) => change(true, { ...days, begins })}
          />
          <DateField
            legend={words.secondedTo}
            required
            error={errorAt('secondment.ends')}
            onChange={(ends) => change(true, { ...days, ends })}
          />
        </>
      )}
    </>
  );
}

export const secondmentOf = (typed: TypedSecondment): Secondment | null =>
  typeof typed === 'string' ? null : typed;
