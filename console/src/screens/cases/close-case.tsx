import { useState } from 'react';
import type { Under } from '../../graph/client.js';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { JudgedForm } from '../../parts/judged-form.js';
import { useWords } from '../../words/catalogue.js';
import { CloseCaseDocument, type CaseOutcome } from './operations.generated.js';
import { casesWords } from './words.js';

export interface EndingProps {
  readonly number: string;
  /**
   * The purpose alone: what ends a case names it, and is not done under it. Else whatever is sent once it has ended, as
   * when an answer was lost and the button is pressed again, would be refused for a case that opens nothing.
   */
  readonly under: Under;
  readonly onDone: () => void;
}

/** How the case ended; what stands against it is said before anything is pressed. */
export function CloseCase({ number, under, onDone }: EndingProps) {
  const words = useWords(casesWords);
  const [outcome, setOutcome] = useState<CaseOutcome | null>(null);
  return (
    <JudgedForm
      name={words.close}
      said={words.closed(number)}
      document={CloseCaseDocument}
      input={outcome === null ? null : { number, outcome }}
      errorsOf={(data) => data.closeCase?.userErrors ?? []}
      {...{ under, onDone }}
    >
      {(errorAt) => (
        <>
          <p>{words.closeText}</p>
          <OneOf
            legend={words.outcome}
            required
            error={errorAt('outcome', outcome === null ? words.outcomeNeeded : null)}
            choices={choicesOf(words.outcomes)}
            value={outcome}
            onChange={setOutcome}
          />
        </>
      )}
    </JudgedForm>
  );
}
