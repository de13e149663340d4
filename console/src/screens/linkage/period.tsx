import { useState } from 'react';
import { OneOf } from '../../parts/choices.js';
import { DateField } from '../../parts/date-field.js';
import { dateWords } from '../../parts/date-words.js';
import { isTurnedRound } from '../../parts/span.js';
import { useWords } from '../../words/catalogue.js';
import { linkageWords } from './words.js';

/** Days asked about, both included; null on both sides: everything. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

export const EVERYTHING: Period = { from: null, to: null };

export interface PeriodProps {
  /** Undefined while days are being typed and are no period. */
  readonly onChange: (period: Period | undefined) => void;
}

/** Of an inquiry: everything, or what is of some days. */
export function PeriodOfInquiry({ onChange }: PeriodProps) {
  const words = useWords(linkageWords);
  const dates = useWords(dateWords);
  const [kind, setKind] = useState<'ALL' | 'DAYS'>('ALL');
  const [days, setDays] = useState(EVERYTHING);
  const typed = (next: Period) => {
    setDays(next);
    onChange(periodOf(next));
  };
  return (
    <>
      <OneOf
        legend={words.stepPeriod}
        choices={[
          { value: 'ALL', label: words.everything },
          { value: 'DAYS', label: words.someDays },
        ]}
        value={kind}
        onChange={(chosen) => {
          setKind(chosen);
          onChange(chosen === 'ALL' ? EVERYTHING : periodOf(days));
        }}
      />
      {kind === 'DAYS' && (
        <div className="flex flex-wrap gap-x-8">
          <DateField
            legend={words.periodFrom}
            required
            initial={days.from}
            onChange={(from) => typed({ ...days, from })}
          />
          <DateField
            required
            legend={words.periodTo}
            error={isTurnedRound(days.from, days.to) ? dates.turnedRound : null}
            initial={days.to}
            onChange={(to) => typed({ ...days, to })}
          />
        </div>
      )}
    </>
  );
}

const periodOf = (days: Period): Period | undefined =>
  days.from !== null && days.to !== null && days.from <= days.to ? days : undefined;
