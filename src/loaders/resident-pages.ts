import type { PagePosition, ResidentCriteria, ResidentPage } from '../../adapters/resident-registry/model.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { ResidentLoader, ResidentNode } from './residents.js';
import { NO_ITEMS, type LoaderScope } from './scope.js';

export interface Page<Node> {
  readonly nodes: readonly Node[];
  /** One per node: how to go on after it. */
  readonly cursors: readonly string[];
  /** Where the next page goes on: not always after the last node, for a row may have been left out behind it. */
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface ResidentListing {
  readonly criteria: ResidentCriteria;
  readonly sort: ResidentPage['sort'];
  readonly descending: boolean;
  readonly first: number;
  readonly after: string | null;
}

const MAX_PAGE = 1000;

export function checkPageSize(first: number): void {
  if (Number.isInteger(first) && first >= 1 && first <= MAX_PAGE) return;
  throw new GatewayError('BAD_USER_INPUT', {
    en: `A page has 1 to ${MAX_PAGE} rows.`,
    ja: `1ページの件数は 1 から ${MAX_PAGE} までです。`,
    detail: 'first',
  });
}

/** One page: the keys that match, then the residents in one batch. */
export async function loadResidentPage(
  scope: LoaderScope,
  residents: ResidentLoader,
  listing: ResidentListing,
): Promise<Page<ResidentNode>> {
  checkPageSize(listing.first);
  const { sources, signal, today, cursors, budget } = scope;
  budget.countListing();
  const list = `residents ${listing.sort} ${listing.descending} ${scope.account}`;
  const after = listing.after === null ? null : (cursors.open(list, listing.after) as PagePosition);
  const page: ResidentPage = { sort: listing.sort, descending: listing.descending, first: listing.first, after };
  const found = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.search(listing.criteria, page, today, { signal: live, items: NO_ITEMS }),
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
  budget.countListing();
  return sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.count(criteria, today, { signal: live, items: NO_ITEMS }),
  );
}
