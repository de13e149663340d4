import { columnGroups, type ColumnGroup } from '../record/access-columns.js';
import type { FieldOutcome } from './access-index.js';
import type { AccessColumns } from '../record/record.js';

type Fields = readonly FieldOutcome[];

/**
 * What was met on the way to here. Rows of a list say the same again and again, and so do persons; whoever met the same
 * things in the same order is at the same place, and what it comes to is worked out once for all who are.
 */
class Place<Met> {
  private next: Map<number, Place<Met>> | null = null;
  private sum: Fields | null = null;

  constructor(private readonly before: { readonly place: Place<Met>; readonly met: Met } | null = null) {}

  /** @param mark a number for each thing that may be met here */
  after(mark: number, met: () => Met): Place<Met> {
    const next = (this.next ??= new Map());
    const known = next.get(mark);
    if (known !== undefined) return known;
    const made = new Place<Met>({ place: this, met: met() });
    next.set(mark, made);
    return made;
  }

  /** Of a list of a thousand that say the same, what one says is looked at once. */
  total(fieldsIn: (met: Met) => Fields): Fields {
    if (this.sum !== null) return this.sum;
    const times = new Map<Met, number>();
    for (let { before } = this as Place<Met>; before !== null; before = before.place.before)
      times.set(before.met, (times.get(before.met) ?? 0) + 1);
    return (this.sum = summedUp(
      [...times].flatMap(([met, count]) =>
        fieldsIn(met).map((field) => ({ ...field, count: field.count * count })),
      ),
    ));
  }
}

/** A row that says the same as others of its group. */
type Row = Place<FieldOutcome>;

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
  const nothing = new Place<Row>();
  const persons = new Map<string | null, Place<Row>>();
  const marks = new Map<Row, number>();
  for (const group of columns === null ? [] : columnGroups(columns)) {
    const first: Row = new Place();
    for (const [at, subject] of group.subjects.entries()) {
      if (only !== undefined && subject !== only) continue;
      const row = rowOf(first, group, at);
      if (row === first) continue;
      const mark = marks.get(row) ?? marks.size;
      marks.set(row, mark);
      persons.set(
        subject,
        (persons.get(subject) ?? nothing).after(mark, () => row),
      );
    }
  }
  const inRow = (row: Row): Fields => row.total((field) => [field]);
  return new Map([...persons].map(([subject, place]) => [subject, place.total(inRow)]));
}

function rowOf(first: Row, { fields, verdicts }: ColumnGroup, at: number): Row {
  let row = first;
  for (const [field, { coordinate, cells }] of fields.entries()) {
    const cell = cells[at] ?? 0;
    const verdict = verdicts[cell - 1];
    if (verdict === undefined) continue;
    const [outcome, reason] = verdict;
    row = row.after(field * (verdicts.length + 1) + cell, () => ({ coordinate, outcome, reason, count: 1 }));
  }
  return row;
}

/** The same of one person, or of the accesses about nobody (null). */
export function fieldsOf(columns: AccessColumns | null, subject: string | null): Fields {
  return fieldsBySubject(columns, subject).get(subject) ?? [];
}

/** The same of the whole record, whoever it was about. */
export function fieldsOfAll(columns: AccessColumns | null): Fields {
  return summedUp([...fieldsBySubject(columns).values()].flat());
}

function summedUp(all: Fields): Fields {
  const fields = new Map<string, FieldOutcome>();
  for (const { coordinate, outcome, reason, count } of all) {
    const key = `${coordinate} ${outcome} ${reason}`;
    fields.set(key, { coordinate, outcome, reason, count: (fields.get(key)?.count ?? 0) + count });
  }
  return [...fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, field]) => field);
}
