import { useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import type { FieldError, HowAsked } from '../../graph/use-judged-act.js';
import { DateField } from '../../parts/date-field.js';
import { useWords } from '../../words/catalogue.js';
import { JudgedForm } from '../../parts/judged-form.js';
import { administrationWords } from './words.js';

export interface EndOnProps<Data, Of extends object> {
  readonly name: string;
  readonly document: TypedDocumentNode<Data, Of & { readonly on: string } & HowAsked>;
  /** What is to end. */
  readonly of: Of;
  readonly today: string;
  readonly errorsOf: (data: Data) => readonly FieldError[];
  readonly onDone: () => void;
}

/** Something of the register ends on a day. */
export function EndOn<Data, Of extends object>({ of, today, ...form }: EndOnProps<Data, Of>) {
  const words = useWords(administrationWords);
  const [on, setOn] = useState<string | null>(today);
  return (
    <JudgedForm {...form} input={on === null ? null : { ...of, on }}>
      {(errorAt) => (
        <DateField
          legend={words.lastDay}
          initial={today}
          required
          error={errorAt('on', on === null ? words.typeDay : null)}
          onChange={setOn}
        />
      )}
    </JudgedForm>
  );
}
