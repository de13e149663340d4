import { SourceError } from '../../src/errors/source-error.js';
import { MAX_PERSONS } from './protocol/terms.js';

/**
 * Rows about several persons, parted by whose they are: for each of `persons`, in order, their rows in the order
 * of the answer. Each person is asked about once, at most `MAX_PERSONS` a call. A row about somebody who was not
 * asked about makes the whole answer CORRUPT: with one row astray nobody knows whose the others are.
 */
export async function readOfEach<Row extends { readonly subject: string }>(
  persons: readonly string[],
  read: (asked: string[]) => Promise<readonly Row[]>,
): Promise<readonly (readonly Omit<Row, 'subject'>[])[]> {
  const rows = new Map<string, Omit<Row, 'subject'>[]>();
  const distinct = [...new Set(persons)];
  for (let start = 0; start < distinct.length; start += MAX_PERSONS) {
    const asked = distinct.slice(start, start + MAX_PERSONS);
    const part = new Map<string, Omit<Row, 'subject'>[]>(asked.map((person) => [person, []]));
    for (const { subject, ...row } of await read(asked)) {
      const own = part.get(subject);
      if (own === undefined) throw new SourceError('INTERMEDIATE_SERVER', 'CORRUPT');
      own.push(row);
    }
    for (const [person, own] of part) rows.set(person, own);
  }
  return persons.map((person) => rows.get(person) ?? []);
}
