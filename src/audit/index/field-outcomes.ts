import { columnGroups } from '../record/access-columns.js';
import type { FieldOutcome } from './access-index.js';
import type { AccessColumns, Outcome } from '../record/record.js';

type Fields = readonly FieldOutcome[];
type Verdict = readonly [Outcome, string | null];

/** How often each kind of access was met, by its number among the kinds of the record. */
type Counts = number[];

/** The distinct combinations of coordinate, outcome and reason in a record, numbered as they are met. */
class Kinds {
  private readonly numbers = new Map<string, number>();
  private readonly met: Omit<FieldOutcome, 'count'>[] = [];

  numberOf(coordinate: string, [outcome, reason]: Verdict): number {
    const key = `${coordinate} ${outcome} ${reason}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.met.length);
    return this.met.push({ coordinate, outcome, reason }) - 1;
  }

  /** In order of their coordinates. Whoever has the same counts has the same list. */
  lists(): (counts: Counts) => Fields {
    const order = [...this.numbers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, number]) => number);
    const known = new Map<string, Fields>();
    return (counts) => {
      const key = counts.join();
      const list = known.get(key) ?? this.listed(order, counts);
      known.set(key, list);
      return list;
    };
  }

  private listed(order: readonly number[], counts: Counts): Fields {
    const list: FieldOutcome[] = [];
    for (const number of order) {
      const [kind, count] = [this.met[number], counts[number]];
      if (kind === undefined || count === undefined) continue;
      list.push({ coordinate: kind.coordinate, outcome: kind.outcome, reason: kind.reason, count });
    }
    return list;
  }
}

/**
 * What a record's accesses say of each person in it, and of nobody (null): each distinct combination once, in order of
 * coordinates. It is read off the columns: no single access is spelt out.
 * @param only whoever else is in it is passed over
 * @throws TypeError as `decodeAccesses` does.
 */
export function fieldsBySubject(
  columns: AccessColumns | null,
  only?: string | null,
): ReadonlyMap<string | null, Fields> {
  return counted(columns, (subject) => (only === undefined || subject === only ? subject : undefined));
}

/** The same of one person, or of the accesses about nobody (null). */
export function fieldsOf(columns: AccessColumns | null, subject: string | null): Fields {
  return fieldsBySubject(columns, subject).get(subject) ?? [];
}

/** The same of the whole record, whoever it was about. */
export function fieldsOfAll(columns: AccessColumns | null): Fields {
  return counted(columns, () => null).get(null) ?? [];
}

/** @param under whose list a person's accesses go into; undefined: nobody's */
function counted(
  columns: AccessColumns | null,
  under: (subject: string | null) => string | null | undefined,
): ReadonlyMap<string | null, Fields> {
  const kinds = new Kinds();
  const persons = new Map<string | null, Counts>();
  for (const { subjects, fields, verdicts } of columns === null ? [] : columnGroups(columns)) {
    const countsOfRow = subjects.map((subject) => {
      const whose = under(subject);
      return whose === undefined ? null : countsOf(persons, whose);
    });
    for (const { coordinate, cells } of fields) {
      const numbers: number[] = [];
      for (let at = 0; at < cells.length; at++) {
        const [cell, counts] = [cells[at] ?? 0, countsOfRow[at]];
        if (cell === 0 || counts == null) continue;
        const number = (numbers[cell] ??= kinds.numberOf(coordinate, verdicts[cell - 1] as Verdict));
        counts[number] = (counts[number] ?? 0) + 1;
      }
    }
  }
  const listOf = kinds.lists();
  const met = [...persons].filter(([, counts]) => counts.length > 0);
  return new Map(met.map(([subject, counts]) => [subject, listOf(counts)]));
}

function countsOf(persons: Map<string | null, Counts>, whose: string | null): Counts {
  const known = persons.get(whose);
  if (known !== undefined) return known;
  const counts: Counts = [];
  persons.set(whose, counts);
  return counts;
}
