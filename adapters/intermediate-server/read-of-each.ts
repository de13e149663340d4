import { SourceError } from '../../src/errors/source-error.js';

/**
 * Rows about several persons, parted by whose they are: for each of `persons`, in order, their rows in the order
 * of the answer. Each person is asked about once. A row about somebody who was not asked about makes the whole
 * answer CORRUPT: with one row astray nobody knows whose the others are.
 */
export async function readOfEach<Row extends { readonly subject: string }>(
  persons: readonly string[],
  read: (asked: string[]) => Promise<readonly Row[]>,
): Promise<readonly (readonly Omit<Row, 'subject'>[])[]> {
  if (persons.length === 0) return [];
  const rows = new Map<string, Omit<Row, 'subject'>[]>(persons.map((person) => [person, []]));
  for (const { subject, ...row } of await read([...rows.keys()])) {
    const own = rows.get(subject);
    if (own === undefined) throw new SourceError('INTERMEDIATE_SERVER', 'CORRUPT');
    own.push(row);
  }
  return persons.map((person) => rows.get(person) ?? []);
}
