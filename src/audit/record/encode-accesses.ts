import type { ResponsePath } from './access-columns.js';
import { packIntegers } from './integer-runs.js';
import type { AccessColumns, Outcome } from './record.js';
import { packSubjects } from './subject-column.js';

/** Accesses as recorded: columns of equal length. `subjects` are not yet pseudonyms. */
export interface RawAccesses {
  readonly coordinates: readonly string[];
  readonly parents: readonly (ResponsePath | undefined)[];
  readonly keys: readonly (string | number)[];
  readonly subjects: readonly (string | null)[];
  readonly outcomes: readonly Outcome[];
  readonly reasons: readonly (string | null)[];
}

interface Row {
  readonly index: number;
  readonly subject: number;
  readonly positions: readonly number[];
  /** The same object about another subject. */
  next: Row | null;
}

interface Field {
  readonly coordinate: string;
  readonly key: string | number;
  /** Verdict by row index. */
  readonly cells: number[];
  /** The same field of the same row a second time. */
  next: Field | null;
  /**
   * The field that was asked after this one last time: the next row most likely asks for them in the same order.
   */
  following: Field | null;
}

interface Group {
  readonly template: readonly (string | number)[];
  readonly rows: Row[];
  readonly fields: Map<string, Map<string | number, Field>>;
  readonly below: Map<string | number, Group>;
  /** The field last asked for. */
  last: Field | null;
}

/** Where an object stands in the answer. */
interface Place {
  readonly group: Group;
  readonly positions: readonly number[];
  /** null until a field of it is recorded: a list is a place, too, and has none. */
  row: Row | null;
}

/** Numbers distinct things from 1 on, in order of appearance. */
class Numbering<K> {
  private readonly numbers = new Map<K, number>();

  of(key: K): number {
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.numbers.size + 1));
    return number;
  }
  keys(): K[] {
    return [...this.numbers.keys()];
  }
}

/** Cells packed between two looks at the time: less than a millisecond's. */
const STEP = 2_000;

/**
 * Columns of all accesses (`access-columns.ts`), with each subject under its pseudonym; in steps, for of a large answer
 * they take as long as anything else about it.
 * @param parts in their order, of some thousand accesses each
 */
export function* encodeInSteps(
  parts: readonly RawAccesses[],
  pseudonym: (subject: string) => string,
): Generator<void, AccessColumns> {
  const encoder = new Encoder();
  let count = 0;
  for (const part of parts) {
    for (let at = 0; at < part.keys.length; at++) encoder.add(part, at);
    count += part.keys.length;
    yield;
  }
  return { ...(yield* encoder.finish(pseudonym)), count };
}

class Encoder {
  /** Those that have rows, in order of appearance. */
  private readonly groups: Group[] = [];
  private readonly root: Place = { group: newGroup([]), positions: [], row: null };
  private readonly places = new Map<ResponsePath, Place>();
  private readonly subjects = new Numbering<string>();
  private readonly verdicts = new Map<Outcome, Map<string | null, number>>();
  private readonly verdictList: [Outcome, string | null][] = [];

  add(raw: RawAccesses, at: number): void {
    const key = raw.keys[at] as string | number;
    const subject = raw.subjects[at] ?? null;
    const place = this.place(raw.parents[at]);
    const row = this.row(place, subject === null ? 0 : this.subjects.of(subject));
    const verdict = this.verdict(raw.outcomes[at] as Outcome, raw.reasons[at] ?? null);
    let field = fieldOf(place.group, raw.coordinates[at] as string, key);
    while ((field.cells[row.index] ?? 0) !== 0)
      field = field.next ??= emptyField(field.coordinate, field.key);
    // Filled to the row, never left with holes: a packed array is read in one sweep later.
    while (field.cells.length < row.index) field.cells.push(0);
    field.cells[row.index] = verdict;
  }

  *finish(pseudonym: (subject: string) => string): Generator<void, { subjects: string; groups: unknown[] }> {
    const groups: unknown[] = [this.verdictList];
    for (const group of this.groups) groups.push(yield* packGroup(group));
    return { subjects: packSubjects(this.subjects.keys().map(pseudonym)), groups };
  }

  /** One step below the place above, which is known in most cases: no path is ever walked twice. */
  private place(path: ResponsePath | undefined): Place {
    if (path === undefined) return this.root;
    let place = this.places.get(path);
    if (place === undefined) this.places.set(path, (place = below(this.place(path.prev), path.key)));
    return place;
  }

  private row(place: Place, subject: number): Row {
    let row = (place.row ??= this.newRow(place, subject));
    while (row.subject !== subject) row = row.next ??= this.newRow(place, subject);
    return row;
  }

  private newRow({ group, positions }: Place, subject: number): Row {
    const row = { index: group.rows.length, subject, positions, next: null };
    if (group.rows.push(row) === 1) this.groups.push(group);
    return row;
  }

  private verdict(outcome: Outcome, reason: string | null): number {
    let reasons = this.verdicts.get(outcome);
    if (reasons === undefined) this.verdicts.set(outcome, (reasons = new Map<string | null, number>()));
    let number = reasons.get(reason);
    if (number === undefined) reasons.set(reason, (number = this.verdictList.push([outcome, reason])));
    return number;
  }
}

function newGroup(template: readonly (string | number)[]): Group {
  return { template, rows: [], fields: new Map(), below: new Map(), last: null };
}

function below({ group, positions }: Place, key: string | number): Place {
  const step = typeof key === 'number' ? 0 : key;
  let next = group.below.get(step);
  if (next === undefined) group.below.set(step, (next = newGroup([...group.template, step])));
  return { group: next, positions: typeof key === 'number' ? [...positions, key] : positions, row: null };
}

function fieldOf(group: Group, coordinate: string, key: string | number): Field {
  const { last } = group;
  let field = last?.following ?? null;
  if (field?.coordinate !== coordinate || field.key !== key) {
    field = findField(group, coordinate, key);
    if (last !== null) last.following = field;
  }
  return (group.last = field);
}

function findField({ fields }: Group, coordinate: string, key: string | number): Field {
  let byKey = fields.get(coordinate);
  if (byKey === undefined) fields.set(coordinate, (byKey = new Map<string | number, Field>()));
  let field = byKey.get(key);
  if (field === undefined) byKey.set(key, (field = emptyField(coordinate, key)));
  return field;
}

function emptyField(coordinate: string, key: string | number): Field {
  return { coordinate, key, cells: [], next: null, following: null };
}

function* packGroup({ template, rows, fields }: Group): Generator<void, unknown[]> {
  const sorted = [...rows].sort(byPosition);
  const width = rows[0]?.positions.length ?? 0;
  const positions = Array.from({ length: width }, (_, level) =>
    packIntegers(sorted.map((row) => row.positions[level] as number)),
  );
  const subjects = packIntegers(sorted.map((row) => row.subject));
  const columns: unknown[] = [];
  let packed = 0;
  for (const byKey of fields.values()) {
    for (const first of byKey.values()) {
      for (let field: Field | null = first; field !== null; field = field.next) {
        const { coordinate, key, cells } = field;
        columns.push([coordinate, key, packIntegers(sorted.map((row) => cells[row.index] ?? 0))]);
        packed += rows.length;
        if (packed < STEP) continue;
        packed = 0;
        yield;
      }
    }
  }
  return [template, rows.length, positions, subjects, columns];
}

function byPosition(a: Row, b: Row): number {
  for (let level = 0; level < a.positions.length; level++) {
    const difference = (a.positions[level] as number) - (b.positions[level] as number);
    if (difference !== 0) return difference;
  }
  return a.subject - b.subject;
}
