import type { Page } from './page.js';

interface Asked {
  readonly first: number;
  readonly after: string | null;
}

/**
 * A page of those rows of a list that one is shown. The rest is passed over, and the page is filled from behind it: a
 * short one would tell that something is there. Its cursors are the list's own.
 *
 * @param isShown for all nodes of one page of the list, in their order
 */
export async function filledPage<Node>(
  { first, after }: Asked,
  read: (asked: Asked) => Promise<Page<Node>>,
  isShown: (nodes: readonly Node[]) => Promise<readonly boolean[]>,
): Promise<Page<Node>> {
  const nodes: Node[] = [];
  const cursors: string[] = [];
  let place = after;
  // One more than asked for says whether there is a next page.
  for (let hasMore = true; hasMore && nodes.length <= first;) {
    const page = await read({ first, after: place });
    const shown = await isShown(page.nodes);
    nodes.push(...page.nodes.filter((_one, at) => shown[at]));
    cursors.push(...page.cursors.filter((_one, at) => shown[at]));
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
