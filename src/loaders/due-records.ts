import { SUBJECT, UNSHOWN, withSubject, type HasSubject, type Subject } from '../guard/subject.js';
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

/** Rows of the ledger that are looked at in one turn, at most. */
const MOST_ROWS = 1_000;

/**
 * Records whose term of keeping has ended, by row of the ledger. What is not due, nobody's or closed is passed over and
 * the page filled from behind it, so that a page is short only where nothing follows.
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
  const from = after === null ? null : (cursors.open(LIST, after) as string);
  const found: DueRecordNode[] = [];
  const unshown = new Map<string, Subject>();
  let place = from;
  await budget.listing(signal, async () => {
    // Twice as many rows each time: of a long stretch without any that is due, each turn reads more.
    for (let rows = first; ; rows = Math.min(MOST_ROWS, 2 * rows)) {
      const page = await readDuePage(
        { sources, persons, signal, today, keep },
        { first: rows, after: place },
      );
      const numbers = [...new Set(page.due.map(({ atenaNumber }) => atenaNumber))];
      const subjects = new Map((await subjectsOf(numbers)).map((one, at) => [numbers[at], one]));
      for (const dose of page.due) {
        const subject = subjects.get(dose.atenaNumber);
        if (subject === undefined) continue;
        const isOpen = guard.opensAll([COORDINATE], subject.labels);
        if (isOpen) found.push(withSubject(subject, { ...dose }));
        else unshown.set(subject.atenaNumber, subject);
      }
      place = page.next;
      if (place === null || found.length >= first) return;
    }
  });
  const nodes = found.slice(0, first);
  const cut = found.slice(first);
  // Read for this page, and on the next one.
  for (const { [SUBJECT]: subject } of cut) unshown.set(subject.atenaNumber, subject);
  const next = cut.length > 0 ? (nodes.at(-1)?.id ?? null) : place;
  return {
    nodes,
    [UNSHOWN]: [...unshown.values()],
    pageInfo: {
      hasNextPage: next !== null,
      hasPreviousPage: from !== null,
      startCursor: null,
      endCursor: next === null ? null : cursors.seal(LIST, next),
    },
  };
}
