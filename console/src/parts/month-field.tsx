import { Select } from '../dads/select.js';
import { useLanguage } from '../words/language.js';
import { Field } from './field.js';

/** Days of a span, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface MonthFieldProps {
  readonly label: string;
  /** The gateway's day: no later month is offered. */
  readonly today: string;
  readonly value: Days;
  readonly onChange: (days: Days) => void;
}

const OFFERED = 13;

/** One of the last thirteen months, the present one up to today. */
export function MonthField({ label, today, value, onChange }: MonthFieldProps) {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB', {
    ...{ timeZone: 'UTC', year: 'numeric', month: 'long', era: language === 'ja' ? 'long' : undefined },
  });
  const months = Array.from({ length: OFFERED }, (_, back) => monthBefore(today, back));
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          blockSize="md"
          value={value.from}
          onChange={({ target }) => {
            const chosen = months.find(({ from }) => from === target.value);
            if (chosen !== undefined) onChange(chosen);
          }}
        >
          {months.map((month) => (
            <option key={month.from} value={month.from}>
              {format.format(new Date(`${month.from}T00:00:00Z`))}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** @param today `YYYY-MM-DD` */
export function monthBefore(today: string, back: number): Days {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const day = (at: number, of: number) => new Date(Date.UTC(year, at, of)).toISOString().slice(0, 10);
  const from = day(month - 1 - back, 1);
  const last = day(month - back, 0);
  return { from, to: last > today ? today : last };
}

/** Where the day begins in Japan. */
export const instantOf = (day: string): string => `${day}T00:00:00+09:00`;

/** Where the day after begins, for spans that end before an instant. */
export function instantAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return instantOf(next.toISOString().slice(0, 10));
}
