import type { CaseView } from '../../src/cases/case-access.js';
import { withPersons, type HasPersons, type Subject } from '../../src/guard/subject.js';
import { filledPage } from '../../src/paging/filled-page.js';
import type { Page } from '../../src/paging/page.js';
import type { RequestContext } from '../../src/request/request-context.js';

interface Asked {
  readonly first: number;
  readonly after: string | null;
  /** Only those not closed. */
  readonly open: boolean;
}

/**
 * One's own cases whose persons are all open to one now: that somebody in another one is protected since is not told.
 * A case tells of its persons, and is read for each of them, even where nothing but its number is asked for.
 */
export async function pageOfOpenCases(
  context: RequestContext,
  { open, ...page }: Asked,
): Promise<Page<CaseView & HasPersons>> {
  const people = new Map<CaseView, readonly Subject[]>();
  const found = await filledPage(
    page,
    (asked) => context.cases.mine({ ...asked, open }),
    (nodes) => Promise.all(nodes.map((one) => isOpen(context, one, people))),
  );
  return { ...found, nodes: found.nodes.map((one) => withPersons(people.get(one) ?? [], one)) };
}

/** Nobody reads the case of their own family. Keeps whom it is about. */
async function isOpen(
  { loaders, guard }: RequestContext,
  one: CaseView,
  people: Map<CaseView, readonly Subject[]>,
): Promise<boolean> {
  const of = await loaders.subjects(one.persons);
  people.set(one, of);
  return of.every(({ labels }) => guard.opensAll(['Query.case'], labels));
}
