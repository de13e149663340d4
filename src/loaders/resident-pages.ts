import type { PagePosition, ResidentCriteria, ResidentPage } from '../../adapters/resident-registry/model.js';
import type { ResidentLoader, ResidentNode } from './residents.js';
import { type LoaderScope } from './scope.js';
import { NO_ITEMS } from '../sources/sources.js';
import type { Page } from '../paging/page.js';
import { checkPageSize } from '../paging/page.js';

export interface ResidentListing {
  readonly criteria: ResidentCriteria;
  readonly sort: ResidentPage['sort'];
  readonly descending: boolean;
  readonly first: number;
  readonly after: string | null;
}

/** One page: the keys that match, then the residents in one batch. */
export async function loadResidentPage(
  scope: LoaderScope,
  residents: ResidentLoader,
  listing: ResidentListing,
): Promise<Page<ResidentNode>> {
  checkPageSize(listing.first);
  const { sources, signal, today, cursors, budget } = scope;
  const list = `residents ${listing.sort} ${listing.descending} ${scope.account}`;
  const after = listing.after === null ? null : (cursors.open(list, listing.after) as PagePosition);
  const page: ResidentPage = {
    sort: listing.sort,
    descending: listing.descending,
    first: listing.first,
    after,
  };
  const found = await budget.listing(signal, () =>
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.search(listing.criteria, page, today, { signal: live, items: NO_ITEMS }),
    ),
  );
  const loaded = await residents.loadMany(found.positions.map((position) => position.atenaNumber));
  const rows = found.positions.flatMap((position, at) => {
    const node = loaded[at];
    if (node instanceof Error) throw node;
    return node == null ? [] : [{ node, cursor: cursors.seal(list, position) }];
  });
  const last = found.positions.at(-1);
  return {
    nodes: rows.map((row) => row.node),
    cursors: rows.map((row) => row.cursor),
    endCursor: last === undefined ? null : cursors.seal(list, last),
    hasNextPage: found.hasMore,
    hasPreviousPage: after !== null,
  };
}

export async function countResidents(scope: LoaderScope, criteria: ResidentCriteria): Promise<number> {
  const { sources, signal, today, budget } = scope;
  return budget.listing(signal, () =>
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.count(criteria, today, { signal: live, items: NO_ITEMS }),
    ),
  );
}
