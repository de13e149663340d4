import { DateField } from '../../parts/date-field.js';
import { dateWords } from '../../parts/date-words.js';
import { isTurnedRound } from '../../parts/span.js';
import type { Days } from '../../parts/month-field.js';
import { useWords } from '../../words/catalogue.js';
import { auditWords } from './words.js';

/** Days of a span as they are typed; null while one is none. */
export type TypedDays = { readonly [Day in keyof Days]: string | null };

export interface PeriodFieldsProps {
  readonly value: TypedDays;
  readonly error: string | null;
  readonly onChange: (days: TypedDays) => void;
}

export function PeriodFields({ value, error, onChange }: PeriodFieldsProps) {
  const words = useWords(auditWords);
  const dates = useWords(dateWords);
  return (
    <div className="flex flex-wrap gap-x-8">
      <DateField
        {...{
          legend: words.from,
          required: true,
          error: isTurnedRound(value.from, value.to) ? null : error,
          initial: value.from,
        }}
        onChange={(from) => onChange({ ...value, from })}
      />
      <DateField
        {...{
          legend: words.to,
          required: true,
          initial: value.to,
          error: error !== null && isTurnedRound(value.from, value.to) ? dates.turnedRound : null,
        }}
        onChange={(to) => onChange({ ...value, to })}
      />
    </div>
  );
}

/** The span that was typed, or null where it is none. */
export function daysOf({ from, to }: TypedDays): Days | null {
  return from !== null && to !== null && from <= to ? { from, to } : null;
}
