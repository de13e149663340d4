import { decodeAccesses } from '../record/access-columns.js';
import type { FieldOutcome } from './access-index.js';
import type { Access, AccessColumns } from '../record/record.js';

/** What a record's accesses say of each person in it: each distinct combination once, in order of coordinates. */
export function fieldsBySubject(columns: AccessColumns | null): ReadonlyMap<string, readonly FieldOutcome[]> {
  const persons = new Map<string, Map<string, FieldOutcome>>();
  for (const access of columns === null ? [] : decodeAccesses(columns)) {
    if (access.subject === null) continue;
    const fields = persons.get(access.subject) ?? new Map<string, FieldOutcome>();
    persons.set(access.subject, fields);
    count(fields, access);
  }
  return new Map([...persons].map(([subject, fields]) => [subject, inOrder(fields)]));
}

/** The same of one person, or of the accesses about nobody (null); nothing is kept of the others. */
export function fieldsOf(columns: AccessColumns | null, subject: string | null): readonly FieldOutcome[] {
  const fields = new Map<string, FieldOutcome>();
  for (const access of columns === null ? [] : decodeAccesses(columns))
    if (access.subject === subject) count(fields, access);
  return inOrder(fields);
}

/** The same of the whole record, whoever it was about. */
export function fieldsOfAll(columns: AccessColumns | null): readonly FieldOutcome[] {
  const fields = new Map<string, FieldOutcome>();
  for (const access of columns === null ? [] : decodeAccesses(columns)) count(fields, access);
  return inOrder(fields);
}

function count(fields: Map<string, FieldOutcome>, { coordinate, outcome, reason }: Access): void {
  const key = `${coordinate} ${outcome} ${reason}`;
  fields.set(key, { coordinate, outcome, reason, count: (fields.get(key)?.count ?? 0) + 1 });
}

function inOrder(fields: ReadonlyMap<string, FieldOutcome>): readonly FieldOutcome[] {
  return [...fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, field]) => field);
}
