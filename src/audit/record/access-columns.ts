/**
 * How `AccessColumns` hold the accesses of an operation, and how they are read; `encode-accesses.ts` makes them.
 * No access is lost, none is summed up, and a page of a hundred residents still fits in a few kilobytes. It rests
 * on what an answer looks like: the same few fields, again and again, over rows of a list.
 *
 * `groups[0]` holds the verdicts: distinct [outcome, reason]. Each further group is one kind of parent object:
 *
 *     [template, rows, positions, subjects, fields]
 *     template   path of the parent, 0 in place of each list position: ["residents","nodes",0]
 *     rows       how many such objects there are
 *     positions  one packed column per 0 in the template: the list positions of the rows
 *     subjects   packed column: 0 for none, else 1 + index into `subjects`
 *     fields     [coordinate, last key, packed column]: 0 where the row has no such access, else 1 + index of its verdict
 *
 * Rows are sorted by position, which is what makes columns short. An object asked about two subjects is two
 * rows; the same field of the same row asked twice is two fields.
 */
import { checkIntegers, plateausOf, unpackIntegers, type Plateaus } from './integer-runs.js';
import type { Access, AccessColumns, Outcome } from './record.js';
import { subjectsIn } from './subject-column.js';

/** graphql-js' `Path`, as `info.path` gives it. All fields of one object share the same `prev`. */
export interface ResponsePath {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/**
 * Every single access again, in no particular order.
 * @throws TypeError when the columns are not what `encodeAccesses` makes, or do not come to `count`.
 */
export function* decodeAccesses({ groups, count, ...columns }: AccessColumns): Generator<Access> {
  const subjects = subjectsIn(columns);
  const [verdicts, ...rest] = groups as [[Outcome, string | null][], ...unknown[]];
  let left = count;
  for (const group of rest) {
    const [template, rows, positions, subjectRuns, fields] = group as [
      (string | number)[],
      number,
      unknown[],
      unknown,
      [string, string | number, unknown][],
    ];
    // Each row has at least one access: a row count beyond that is no work worth starting.
    if (!Number.isSafeInteger(rows) || rows < 0 || rows > left)
      throw new TypeError('more rows than accesses');
    const places = positions.map((runs) => unpackIntegers(runs, rows));
    const people = unpackIntegers(subjectRuns, rows);
    for (const [coordinate, key, runs] of fields) {
      const cells = unpackIntegers(runs, rows);
      for (let row = 0; row < rows; row++) {
        const cell = cells[row] as number;
        if (cell === 0) continue;
        left -= 1;
        const [outcome, reason] = at(verdicts, cell);
        const person = people[row] as number;
        const subject = person === 0 ? null : at(subjects, person);
        yield { coordinate, path: [...fill(template, places, row), key], subject, outcome, reason };
      }
    }
  }
  if (left !== 0) throw new TypeError('the accesses do not come to their count');
}

/** Rows of one kind of parent object, without their places in the answer. */
export interface ColumnGroup {
  /** Of each row 0 for nobody, else 1 + index into `persons`. */
  readonly subjects: Plateaus;
  readonly persons: readonly string[];
  /** Of each row 0 where it has no such access, else 1 + index of its verdict. */
  readonly fields: readonly { readonly coordinate: string; readonly cells: Plateaus }[];
  readonly verdicts: readonly (readonly [Outcome, string | null])[];
}

/**
 * The accesses as columns, checked as far as the decoder would, at a fraction of its cost: no paths are built, and what is
 * said of row after row is looked at once.
 * @throws TypeError when the columns are not what `encodeAccesses` makes, or do not come to `count`.
 */
export function* columnGroups({ groups, count, ...columns }: AccessColumns): Generator<ColumnGroup> {
  const persons = subjectsIn(columns);
  const [verdicts, ...rest] = groups as [[Outcome, string | null][], ...unknown[]];
  let left = count;
  for (const group of rest) {
    const [template, rows, positions, subjectRuns, columnsOfFields] = group as [
      unknown[],
      number,
      unknown[],
      unknown,
      [string, string | number, unknown][],
    ];
    if (!Number.isSafeInteger(rows) || rows < 0 || rows > left)
      throw new TypeError('more rows than accesses');
    if (positions.length !== template.filter((key) => key === 0).length)
      throw new TypeError('a column of positions is missing');
    for (const runs of positions) checkIntegers(runs, rows);
    const subjects = plateausOf(subjectRuns, rows);
    within(subjects, persons.length);
    const fields = columnsOfFields.map(([coordinate, , runs]) => {
      const cells = plateausOf(runs, rows);
      left -= within(cells, verdicts.length);
      return { coordinate, cells };
    });
    yield { subjects, persons, fields, verdicts };
  }
  if (left !== 0) throw new TypeError('the accesses do not come to their count');
}

/**
 * Checks columns without keeping anything of them.
 * @throws TypeError as `columnGroups` does.
 */
export function countAccesses(columns: AccessColumns): void {
  for (const group of columnGroups(columns)) void group;
}

/** How many of the numbers are not 0; none may be beyond the table. */
function within(plateaus: Plateaus, size: number): number {
  let set = 0;
  for (let at = 0; at < plateaus.length; at += 2) {
    const number = plateaus[at] as number;
    if (number > size || number < 0) throw new TypeError('a column points outside its table');
    if (number !== 0) set += plateaus[at + 1] as number;
  }
  return set;
}

function at<T>(list: readonly T[], number: number): T {
  const found = list[number - 1];
  if (found === undefined) throw new TypeError('a column points outside its table');
  return found;
}

function fill(
  template: readonly (string | number)[],
  places: readonly number[][],
  row: number,
): (string | number)[] {
  let level = 0;
  return template.map((key) => (typeof key === 'string' ? key : (places[level++]?.[row] as number)));
}
