import { isForWholeDays } from './review-terms.js';
import { addDays, addMonths, requirePlainDate, spanOf } from '../calendar/plain-date.js';

interface Signed {
  readonly from: string;
  readonly to: string;
  readonly reviewedOn: string;
}

/** Looked back over: what nobody reviewed in a year is told by the report, not by a list of work. */
const MONTHS = 12;

/**
 * Whole months that are over and that no signed review covers, the oldest first; from the first one that was ever signed
 * on, and the last month where none was. `since` is the day after the month, `until` the end of the next one.
 */
export function monthsToReview(
  signed: readonly Signed[],
  today: string,
): readonly { readonly month: string; readonly since: string; readonly until: string }[] {
  const begun = signed.map(({ from }) => from.slice(0, 7)).sort()[0];
  const first = requirePlainDate(`${today.slice(0, 7)}-01`);
  const months = Array.from({ length: MONTHS }, (_, at) => addMonths(first, at - MONTHS).slice(0, 7));
  return months
    .filter((month) => month >= (begun ?? months.at(-1) ?? ''))
    .flatMap((month) => {
      const span = spanOf(month);
      if (span === null || covers(signed, span)) return [];
      const since = addDays(span.last, 1);
      return [{ month, since, until: addDays(addMonths(since, 1), -1) }];
    });
}

/** One signature over all of it, or several that leave no day out. */
function covers(
  signed: readonly Signed[],
  { first, last }: { readonly first: string; readonly last: string },
): boolean {
  let day = first;
  for (const one of [...signed].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const next = isForWholeDays(one) ? addDays(one.to, 1) : one.to;
    if (one.from <= day && next > day) day = next;
  }
  return day > last;
}
