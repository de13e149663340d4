import { SourceError, type SourceSystem } from '../src/errors/source-error.js';

/**
 * Rows about several persons, parted by whose they are: for each of `persons`, in order, their rows in the order
 * of the answer. Each person is asked about once. A row about somebody who was not asked about makes the whole
 * answer CORRUPT: with one row astray nobody knows whose the others are.
 * @param whose name of the person's key in a row
 */
export async function rowsOfEach<Key extends string, Row extends Readonly<Record<Key, string>>>(
  { system, whose }: { readonly system: SourceSystem; readonly whose: Key },
  persons: readonly string[],
  read: (asked: string[]) => Promise<readonly Row[]>,
): Promise<readonly (readonly Omit<Row, Key>[])[]> {
  if (persons.length === 0) return [];
  const rows = new Map<string, Omit<Row, Key>[]>(persons.map((person) => [person, []]));
  for (const row of await read([...rows.keys()])) {
    const { [whose]: person, ...rest } = row;
    const own = rows.get(person);
    if (own === undefined) throw new SourceError(system, 'CORRUPT');
    own.push(rest);
  }
  return persons.map((person) => rows.get(person) ?? []);
}
