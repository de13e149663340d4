import { useState } from 'react';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { EndAccountDocument, type EndReason } from './operations.generated.js';
import { JudgedForm } from '../../parts/judged-form.js';
import { administrationWords } from './words.js';

/** Ends an account: never taken away, for the log speaks of it for years. */
export function EndAccount({
  account,
  onChanged,
}: {
  readonly account: string;
  readonly onChanged: () => void;
}) {
  const words = useWords(administrationWords);
  const [on, setOn] = useState<string | null>(null);
  const [reason, setReason] = useState<EndReason>('TRANSFER');
  return (
    <JudgedForm
      name={words.endAccount}
      document={EndAccountDocument}
      input={on === null ? null : { account, on, reason }}
      errorsOf={(data) => data.endAccount.userErrors}
      onDone={onChanged}
    >
      {(errorAt) => (
        <>
          <DateField
            legend={words.lastDay}
            required
            error={errorAt('on', on === null ? words.typeDay : null)}
            onChange={setOn}
          />
          <SelectField
            label={words.endReason}
            choices={choicesOf(words.reason)}
            value={reason}
            onChange={setReason}
          />
        </>
      )}
    </JudgedForm>
  );
}
