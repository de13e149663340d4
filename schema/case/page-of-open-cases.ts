import type { CaseView } from '../../src/cases/case-access.js';
import { filledPage } from '../../src/paging/filled-page.js';
import type { Page } from '../../src/paging/page.js';
import type { RequestContext } from '../../src/request/request-context.js';

interface Asked {
  readonly first: number;
  readonly after: string | null;
  /** Only those not closed. */
  readonly open: boolean;
}

/** One's own cases whose persons are all open to one now: that somebody in another one is protected since is not told. */
export function pageOfOpenCases(context: RequestContext, { open, ...page }: Asked): Promise<Page<CaseView>> {
  return filledPage(
    page,
    (asked) => context.cases.mine({ ...asked, open }),
    (nodes) => Promise.all(nodes.map((one) => isOpen(context, one))),
  );
}

/** Nobody reads the case of their own family. */
async function isOpen({ loaders, guard }: RequestContext, { persons }: CaseView): Promise<boolean> {
  const people = await loaders.subjects(persons);
  return people.every(({ labels }) => guard.opensAll(['Query.case'], labels));
}
