import type { CaseView } from '../../src/cases/case-access.js';
import type { Page } from '../../src/paging/page.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { isOpenFor } from './case-people.js';

interface Asked {
  readonly first: number;
  readonly after: string | null;
  /** Only those not closed. */
  readonly open: boolean;
}

/**
 * One's own cases whose persons are all open to one now. Those that are not are passed over, and the page is filled
 * from behind them: a short one would tell that there is a case, and that somebody in it is protected since.
 */
export async function pageOfOpenCases(
  context: RequestContext,
  { first, after, open }: Asked,
): Promise<Page<CaseView>> {
  const nodes: CaseView[] = [];
  const cursors: string[] = [];
  let place = after;
  // One more than asked for says whether there is a next page.
  for (let hasMore = true; hasMore && nodes.length <= first;) {
    const page = await context.cases.mine({ first, after: place, open });
    const isShown = await Promise.all(page.nodes.map((one) => isOpenFor(context, 'Query.case', one)));
    nodes.push(...page.nodes.filter((_one, at) => isShown[at]));
    cursors.push(...page.cursors.filter((_one, at) => isShown[at]));
    place = page.endCursor;
    hasMore = page.hasNextPage;
  }
  return {
    nodes: nodes.slice(0, first),
    cursors: cursors.slice(0, first),
    endCursor: cursors[Math.min(first, cursors.length) - 1] ?? null,
    hasNextPage: nodes.length > first,
    hasPreviousPage: after !== null,
  };
}
