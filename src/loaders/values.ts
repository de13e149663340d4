import type { PartialDate } from '../calendar/partial-date.js';
import { formatWareki } from '../../adapters/legacy/era.js';
import { SUBJECT, type HasSubject, type Subject } from '../guard/subject.js';

/** A date as the graph shows it. */
export interface DateValue extends HasSubject {
  readonly iso: string | null;
  readonly wareki: string | null;
  readonly precision: PartialDate['precision'];
}

export function dateValue(subject: Subject, date: PartialDate | null | undefined): DateValue | null {
  if (date == null) return null;
  const wareki = date.display ?? (date.iso === null ? null : formatWareki(date.iso));
  return { iso: date.iso, wareki, precision: date.precision, [SUBJECT]: subject };
}
