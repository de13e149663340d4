import type { ResponsePath } from './access-columns.js';
import { AccessHolder, type AccessPart, type AccessSite, type AccessVerdict } from './access-parts.js';
import { packIntegers } from './integer-runs.js';
import type { AccessColumns } from './record.js';
import { packSubjects } from './subject-column.js';

interface Row {
  /** A trace may be encoded more than once. */
  readonly encoder: Encoder;
  readonly group: Group;
  readonly index: number;
  readonly subject: number;
  readonly positions: readonly number[];
  /** The same object about another subject. */
  next: Row | null;
}

interface Field {
  readonly site: AccessSite;
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

/** Where something stands in the answer. */
interface Standing {
  readonly group: Group;
  readonly positions: readonly number[];
}

/** The same, remembered by its path. */
interface Place extends Standing {
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
  parts: readonly AccessPart[],
  pseudonym: (subject: string) => string,
): Generator<void, AccessColumns> {
  const encoder = new Encoder();
  let count = 0;
  for (const part of parts) {
    for (let at = 0; at < part.size; at++) encoder.add(part, at);
    count += part.size;
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
  private readonly verdicts = new Numbering<AccessVerdict>();
  /** Of the access before, which most are like. */
  private verdict: AccessVerdict | null = null;
  private number = 0;

  add({ sites, holders, verdicts }: AccessPart, at: number): void {
    const row = this.row(holders[at] as AccessHolder);
    let field = fieldOf(row.group, sites[at] as AccessSite);
    while ((field.cells[row.index] ?? 0) !== 0) field = field.next ??= emptyField(field.site);
    // Filled to the row, never left with holes: a packed array is read in one sweep later.
    while (field.cells.length < row.index) field.cells.push(0);
    field.cells[row.index] = this.numberOf(verdicts[at] as AccessVerdict);
  }

  *finish(pseudonym: (subject: string) => string): Generator<void, { subjects: string; groups: unknown[] }> {
    const groups: unknown[] = [this.verdicts.keys().map(({ outcome, reason }) => [outcome, reason])];
    for (const group of this.groups) groups.push(yield* packGroup(group));
    return { subjects: packSubjects(this.subjects.keys().map(pseudonym)), groups };
  }

  /** One step below the place above, which is known in most cases: no path is ever walked twice. */
  private place(path: ResponsePath | undefined): Place {
    if (path === undefined) return this.root;
    let place = this.places.get(path);
    if (place === undefined)
      this.places.set(path, (place = { ...below(this.place(path.prev), path.key), row: null }));
    return place;
  }

  private row(holder: AccessHolder): Row {
    const known = holder.row as Row | null;
    if (known?.encoder === this) return known;
    return (holder.row = this.rowOf(holder)) as Row;
  }

  private rowOf({ path, subject, within }: AccessHolder): Row {
    const number = subject === null ? 0 : this.subjects.of(subject);
    if (path !== undefined && within !== null) {
      const above = within instanceof AccessHolder ? this.row(within) : this.place(within);
      return this.newRow(below(above, path.key), number);
    }
    const place = this.place(path);
    let row = (place.row ??= this.newRow(place, number));
    while (row.subject !== number) row = row.next ??= this.newRow(place, number);
    return row;
  }

  private newRow({ group, positions }: Standing, subject: number): Row {
    const row = { encoder: this, group, index: group.rows.length, subject, positions, next: null };
    if (group.rows.push(row) === 1) this.groups.push(group);
    return row;
  }

  private numberOf(verdict: AccessVerdict): number {
    if (verdict !== this.verdict) {
      this.verdict = verdict;
      this.number = this.verdicts.of(verdict);
    }
    return this.number;
  }
}

function newGroup(template: readonly (string | number)[]): Group {
  return { template, rows: [], fields: new Map(), below: new Map(), last: null };
}

function below({ group, positions }: Standing, key: string | number): Standing {
  const step = typeof key === 'number' ? 0 : key;
  let next = group.below.get(step);
  if (next === undefined) group.below.set(step, (next = newGroup([...group.template, step])));
  return { group: next, positions: typeof key === 'number' ? [...positions, key] : positions };
}

function fieldOf(group: Group, site: AccessSite): Field {
  const { last } = group;
  let field = last?.following ?? null;
  if (field === null || !isSame(field.site, site)) {
    field = findField(group, site);
    if (last !== null) last.following = field;
  }
  return (group.last = field);
}

function isSame(one: AccessSite, other: AccessSite): boolean {
  return one === other || (one.key === other.key && one.coordinate === other.coordinate);
}

function findField({ fields }: Group, site: AccessSite): Field {
  const { coordinate, key } = site;
  let byKey = fields.get(coordinate);
  if (byKey === undefined) fields.set(coordinate, (byKey = new Map<string | number, Field>()));
  let field = byKey.get(key);
  if (field === undefined) byKey.set(key, (field = emptyField(site)));
  return field;
}

function emptyField(site: AccessSite): Field {
  return { site, cells: [], next: null, following: null };
}

function* packGroup({ template, rows, fields }: Group): Generator<void, unknown[]> {
  // Most come in the order of the answer; what was waited for does not.
  const sorted = isInOrder(rows) ? rows : [...rows].sort(byPosition);
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
        const { site, cells } = field;
        while (cells.length < rows.length) cells.push(0);
        const column = sorted === rows ? cells : sorted.map((row) => cells[row.index] as number);
        columns.push([site.coordinate, site.key, packIntegers(column)]);
        packed += rows.length;
        if (packed < STEP) continue;
        packed = 0;
        yield;
      }
    }
  }
  return [template, rows.length, positions, subjects, columns];
}

function isInOrder(rows: readonly Row[]): boolean {
  return rows.every((row, at) => at === 0 || byPosition(rows[at - 1] as Row, row) <= 0);
}

function byPosition(a: Row, b: Row): number {
  for (let level = 0; level < a.positions.length; level++) {
    const difference = (a.positions[level] as number) - (b.positions[level] as number);
    if (difference !== 0) return difference;
  }
  return a.subject - b.subject;
}
