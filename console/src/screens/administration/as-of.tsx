import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { SupportText } from '../../dads/support-text.js';
import { DateField } from '../../parts/date-field.js';
import { useWords } from '../../words/catalogue.js';
import { formWords } from './form-words.js';

export interface AsOfProps {
  readonly day: string;
  readonly onChange: (day: string) => void;
}

/** The day as of which an account is looked at. */
export function AsOf({ day, onChange }: AsOfProps) {
  const words = useWords(formWords);
  const [typed, setTyped] = useState<string | null>(day);
  const [missing, setMissing] = useState(false);
  return (
    <form
      data-passing
      autoComplete="off"
      aria-label={words.asOf}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(typed === null);
        if (typed !== null) onChange(typed);
      }}
    >
      <DateField
        legend={words.asOf}
        initial={day}
        error={missing ? words.typeDays : null}
        onChange={setTyped}
      />
      <SupportText>{words.asOfHelp}</SupportText>
      <Button size="sm" variant="outline" type="submit" className="mt-2">
        {words.showAsOf}
      </Button>
    </form>
  );
}
