import { addMonths, parsePlainDate } from '../calendar/plain-date.js';
import type { FileTerm } from '../policy/record-rules.js';

/** What the term of a record counts from. */
export interface KeptFrom {
  /** Day of the dose, `YYYY-MM-DD`, or what is known of it; null where nothing is. */
  readonly dose: string | null;
  /** Day of the death likewise; null while the person is not known to be dead. */
  readonly death: string | null;
}

export interface Due {
  /** First day on which the record may be destroyed, `YYYY-MM-DD`. */
  readonly on: string;
  /** The rule that keeps it longest. */
  readonly rule: FileTerm;
}

/**
 * From when on a record may be destroyed (予防接種法施行規則3条); null while no day can be told. Every rule that has begun by
 * today keeps it, and the longest decides: a new rule lengthens the terms of the records that are there, and none ever
 * shortens one. Whoever is alive keeps theirs under the rule that counts from the death. Of a day that is known in part the
 * last it may be counts, and a record that says no day at all is never due by itself.
 */
export function dueOn(rules: readonly FileTerm[], { dose, death }: KeptFrom, today: string): Due | null {
  let latest: Due | null = null;
  for (const rule of rules) {
    if (rule.from > today) continue;
    const base = lastDayOf(rule.after === 'DOSE' ? dose : death);
    if (base === null) return null;
    const on = addMonths(base, rule.years * 12);
    if (latest === null || on > latest.on) latest = { on, rule };
  }
  return latest;
}

function lastDayOf(known: string | null): string | null {
  if (known === null) return null;
  const [year = '', month = '12', day] = known.split('-');
  if (day !== undefined) return parsePlainDate(known);
  for (const last of ['31', '30', '29', '28']) {
    const found = parsePlainDate(`${year}-${month}-${last}`);
    if (found !== null) return found;
  }
  return null;
}

/** No record of a later dose can be due today, whatever its person's fate: what the ledger is asked for. */
export function latestDueDose(rules: readonly FileTerm[], today: string): string | null {
  const years = rules
    .filter(({ from, after }) => from <= today && after === 'DOSE')
    .map((rule) => rule.years);
  const inForce = rules.some(({ from }) => from <= today);
  return inForce ? addMonths(today, -12 * Math.max(0, ...years)) : null;
}
