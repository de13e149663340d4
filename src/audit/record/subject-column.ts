import { PSEUDONYM_CHARACTERS } from '../format/log-format.js';
import type { AccessColumns } from './record.js';

/** Pseudonyms one behind the other: what parts them would cost as much as a field of each person. */
export function packSubjects(pseudonyms: readonly string[]): string {
  if (pseudonyms.some(({ length }) => length !== PSEUDONYM_CHARACTERS))
    throw new TypeError('a pseudonym is not of its length');
  return pseudonyms.join('');
}

/**
 * The pseudonyms in a column of subjects, in order.
 * @throws TypeError when it is no such column.
 */
export function subjectsIn({ subjects }: Pick<AccessColumns, 'subjects'>): readonly string[] {
  if (typeof subjects !== 'string' || subjects.length % PSEUDONYM_CHARACTERS !== 0)
    throw new TypeError('not a column of subjects');
  const count = subjects.length / PSEUDONYM_CHARACTERS;
  return Array.from({ length: count }, (_, at) =>
    subjects.slice(at * PSEUDONYM_CHARACTERS, (at + 1) * PSEUDONYM_CHARACTERS),
  );
}
