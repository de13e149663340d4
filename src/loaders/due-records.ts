import { UNSHOWN, withSubject, type HasSubject, type Subject } from '../guard/subject.js';
import { readDuePage, type DueDose } from '../immunization-records/due-doses.js';
import type { FileTerm } from '../policy/record-rules.js';
import type { LoaderScope } from './scope.js';

const LIST = 'dueImmunizations';
const COORDINATE = 'Query.dueImmunizations';

export type DueRecordNode = DueDose & HasSubject;

export interface DueRecordPage {
  readonly nodes: readonly DueRecordNode[];
  /** Who was read for the page and is not on it. */
  readonly [UNSHOWN]: readonly Subject[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: null;
    readonly endCursor: string | null;
  };
}

/**
 * Records whose term of keeping has ended, by row of the ledger: of so many rows that were looked at those that are due,
 * so that a page may be short and have another behind it.
 */
export async function loadDueRecords(
  scope: LoaderScope,
  subjectsOf: (numbers: readonly string[]) => Promise<readonly Subject[]>,
  {
    keep,
    first,
    after,
  }: { readonly keep: readonly FileTerm[]; readonly first: number; readonly after: string | null },
): Promise<DueRecordPage> {
  const { sources, persons, signal, today, cursors, budget, guard } = scope;
  const place = after === null ? null : (cursors.open(LIST, after) as string);
  const page = await budget.listing(signal, () =>
    readDuePage({ sources, persons, signal, today, keep }, { first, after: place }),
  );
  const numbers = [...new Set(page.due.map(({ atenaNumber }) => atenaNumber))];
  const subjects = await subjectsOf(numbers);
  const found = new Map(numbers.map((number, at) => [number, subjects[at]]));
  const unshown = new Set<Subject>();
  const nodes = page.due.flatMap((dose) => {
    const subject = found.get(dose.atenaNumber);
    if (subject !== undefined && guard.opensAll([COORDINATE], subject.labels))
      return [withSubject(subject, { ...dose })];
    if (subject !== undefined) unshown.add(subject);
    return [];
  });
  const endCursor = page.next === null ? null : cursors.seal(LIST, page.next);
  return {
    nodes,
    [UNSHOWN]: [...unshown],
    pageInfo: {
      hasNextPage: page.next !== null,
      hasPreviousPage: place !== null,
      startCursor: null,
      endCursor,
    },
  };
}
