import { useState } from 'react';
import { DateField } from '../../parts/date-field.js';
import { isNothing } from '../../parts/era.js';
import { JudgedForm } from '../../parts/judged-form.js';
import { useWords } from '../../words/catalogue.js';
import type { EndingProps } from './close-case.js';
import { WithdrawConsentDocument } from './operations.generated.js';
import { casesWords } from './words.js';

/** That the person has taken the consent back, and on which day. */
export function WithdrawConsent({ number, under, onDone }: EndingProps) {
  const words = useWords(casesWords);
  const [on, setOn] = useState<{ iso: string | null; typed: boolean }>({ iso: null, typed: false });
  const wrong = on.typed && on.iso === null;
  return (
    <JudgedForm
      name={words.withdraw}
      said={words.withdrawn(number)}
      document={WithdrawConsentDocument}
      input={wrong ? null : { number, on: on.iso }}
      errorsOf={(data) => data.withdrawConsent?.userErrors ?? []}
      {...{ under, onDone }}
    >
      {(errorAt) => (
        <>
          <p>{words.withdrawText}</p>
          <DateField
            legend={words.withdrawOn}
            error={errorAt('on', wrong ? words.noSuchDay : null)}
            onChange={(iso, typed) => setOn({ iso, typed: !isNothing(typed) })}
          />
        </>
      )}
    </JudgedForm>
  );
}
