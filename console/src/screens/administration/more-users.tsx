import { useState } from 'react';
import { DateField } from '../../parts/date-field.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/catalogue.js';
import { formWords } from './form-words.js';
import { AllowMoreUsersDocument } from './operations.generated.js';
import { JudgedForm } from '../../parts/judged-form.js';

/** The head lets there be more users than the assessment declares; it is to be judged anew then. */
export function MoreUsers({ onChanged }: { readonly onChanged: () => void }) {
  const words = useWords(formWords);
  const [typed, setTyped] = useState('');
  const [ends, setEnds] = useState<string | null>(null);
  const users = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : null;
  return (
    <JudgedForm
      name={words.allowNow}
      document={AllowMoreUsersDocument}
      input={users === null || ends === null ? null : { users, ends }}
      errorsOf={(data) => data.allowMoreUsers.userErrors}
      onDone={onChanged}
    >
      {(errorAt) => (
        <>
          <p>{words.moreUsersText}</p>
          <TextField
            label={words.users}
            required
            error={errorAt('users', users === null ? words.typeThis : null)}
            value={typed}
            onChange={setTyped}
          />
          <DateField
            legend={words.lastDay}
            required
            error={errorAt('ends', ends === null ? words.typeDays : null)}
            onChange={setEnds}
          />
        </>
      )}
    </JudgedForm>
  );
}
