import { columnGroups } from '../record/access-columns.js';
import type { Plateaus } from '../record/integer-runs.js';
import type { FieldOutcome } from './access-index.js';
import type { AccessColumns, Outcome } from '../record/record.js';

type Fields = readonly FieldOutcome[];
type Verdict = readonly [Outcome, string | null];

/** How often each kind of access was met, by its number among the kinds of the record; what was not met may be missing. */
type Counts = number[];
type Kind = Omit<FieldOutcome, 'count'>;

/** The distinct combinations of coordinate, outcome and reason in a record, numbered as they are met. */
class Kinds {
  private readonly numbers = new Map<string, number>();
  private readonly met: Kind[] = [];

  numberOf(coordinate: string, [outcome, reason]: Verdict): number {
    const key = `${coordinate} ${outcome} ${reason}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.met.length);
    return this.met.push({ coordinate, outcome, reason }) - 1;
  }

  /** In order of their coordinates, with their numbers. */
  inOrder(): readonly (readonly [number, Kind])[] {
    const sorted = [...this.numbers].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([, number]) => [number, this.met[number] as Kind] as const);
  }

  /** Equal where the same kinds have the same numbers. */
  get name(): string {
    return [...this.numbers.keys()].join('\n');
  }
}

/** What was met of a person, in order of coordinates. */
export type Met = readonly (readonly [Kind, number])[];

/** Makes something of what was met of a person: of the same the same thing. */
export class Made<T> {
  private readonly byKinds = new Map<string, Map<string, T>>();
  private size = 0;

  constructor(
    private readonly make: (met: Met) => T,
    /** So many are remembered for the records to come. */
    private readonly most: number,
  ) {}

  /** Of the counts of one record, whose kinds these are. */
  from(kinds: Kinds): (counts: Counts) => T {
    if (this.size > this.most) this.forget();
    const { name } = kinds;
    const known = this.byKinds.get(name) ?? new Map<string, T>();
    this.byKinds.set(name, known);
    let order: ReturnType<Kinds['inOrder']> | null = null;
    return (counts) => {
      const key = counts.join();
      const before = known.get(key);
      if (before !== undefined) return before;
      const made = this.make(met((order ??= kinds.inOrder()), counts));
      known.set(key, made);
      this.size += 1;
      return made;
    };
  }

  private forget(): void {
    this.byKinds.clear();
    this.size = 0;
  }
}

function met(order: ReturnType<Kinds['inOrder']>, counts: Counts): Met {
  const found: [Kind, number][] = [];
  for (const [number, kind] of order) {
    const count = counts[number];
    if (count !== undefined) found.push([kind, count]);
  }
  return found;
}

const lists = (): Made<Fields> =>
  new Made(
    (all) => all.map(([{ coordinate, outcome, reason }, count]) => ({ coordinate, outcome, reason, count })),
    0,
  );

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
  const under = (subject: string | null) => (only === undefined || subject === only ? subject : undefined);
  return counted(columns, under, lists());
}

/** Of each person in it, and of nobody, what is made of what the record says of them. */
export function madeBySubject<T>(
  columns: AccessColumns | null,
  made: Made<T>,
): ReadonlyMap<string | null, T> {
  return counted(columns, (subject) => subject, made);
}

/** The same of one person, or of the accesses about nobody (null). */
export function fieldsOf(columns: AccessColumns | null, subject: string | null): Fields {
  return fieldsBySubject(columns, subject).get(subject) ?? [];
}

/** The same of the whole record, whoever it was about. */
export function fieldsOfAll(columns: AccessColumns | null): Fields {
  return counted(columns, () => null, lists()).get(null) ?? [];
}

/** @param under whose list a person's accesses go into; undefined: nobody's */
function counted<T>(
  columns: AccessColumns | null,
  under: (subject: string | null) => string | null | undefined,
  made: Made<T>,
): ReadonlyMap<string | null, T> {
  const kinds = new Kinds();
  const persons = new Map<string | null, Counts>();
  for (const { subjects, persons: named, fields, verdicts } of columns === null
    ? []
    : columnGroups(columns)) {
    const whose: (Counts | null)[] = [];
    for (let at = 0; at < subjects.length; at += 2) {
      const subject = under(named[(subjects[at] as number) - 1] ?? null);
      whose.push(subject === undefined ? null : countsOf(persons, subject));
    }
    for (const { coordinate, cells } of fields) {
      const numbers: number[] = [];
      alike(subjects, cells, (person, cell, rows) => {
        const counts = whose[person];
        if (cell === 0 || counts == null) return;
        const number = (numbers[cell] ??= kinds.numberOf(coordinate, verdicts[cell - 1] as Verdict));
        counts[number] = (counts[number] ?? 0) + rows;
      });
    }
  }
  const of = made.from(kinds);
  const named = [...persons].filter(([, counts]) => counts.length > 0);
  return new Map(named.map(([subject, counts]) => [subject, of(counts)]));
}

/** Goes through two columns of as many rows: each stretch of rows in which neither changes, by number of the plateau of the one and value of the other. */
function alike(
  one: Plateaus,
  other: Plateaus,
  take: (plateau: number, value: number, rows: number) => void,
): void {
  let at = 0;
  let left = other[1] ?? 0;
  for (let plateau = 0; 2 * plateau < one.length; plateau++) {
    for (let rows = one[2 * plateau + 1] as number; rows > 0;) {
      const taken = Math.min(rows, left);
      take(plateau, other[at] as number, taken);
      rows -= taken;
      left -= taken;
      if (left === 0) left = other[(at += 2) + 1] ?? 0;
    }
  }
}

function countsOf(persons: Map<string | null, Counts>, whose: string | null): Counts {
  const known = persons.get(whose);
  if (known !== undefined) return known;
  const counts: Counts = [];
  persons.set(whose, counts);
  return counts;
}
