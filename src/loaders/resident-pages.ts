import type { PagePosition, ResidentCriteria, ResidentPage } from '../../adapters/resident-registry/model.js';
import type { ResidentLoader, ResidentNode } from './residents.js';
import { type LoaderScope } from './scope.js';
import { NO_ITEMS } from '../sources/sources.js';
import { protectedNumbersFor } from './searchable.js';
import type { Page } from '../paging/page.js';

export interface ResidentListing {
  /** The conditions as the caller gave them. */
  readonly asked: ResidentCriteria;
  /** What is searched by: no wider than what was asked for. */
  readonly criteria: ResidentCriteria;
  readonly sort: ResidentPage['sort'];
  readonly descending: boolean;
  readonly first: number;
  readonly after: string | null;
}

export interface ResidentListed extends Page<ResidentNode> {
  /** 宛名番号 of all who match, from this page's first on, where they are few; else none. */
  readonly few: readonly string[];
}

/**
 * One page: the keys that match, then the residents in one batch, if the operation can show any. A few keys
 * more than the page has rows are looked for, because a page that ends after one row tells of the others, too.
 */
export async function loadResidentPage(
  scope: LoaderScope,
  residents: ResidentLoader,
  listing: ResidentListing,
): Promise<ResidentListed> {
  const { cursors, fewPersons, namedCase = null } = scope;
  const hidden = await protectedNumbersFor(scope, listing.criteria);
  // Under other conditions the place of a cursor would answer a question about whoever it was made for. As they were
  // given: what they come to, as the numbers of a case, hangs on which systems answer just now.
  const conditions = JSON.stringify([listing.asked, namedCase?.number ?? null]);
  const list = `residents ${listing.sort} ${listing.descending} ${conditions}`;
  const after = listing.after === null ? null : (cursors.open(list, listing.after) as PagePosition);
  const first = Math.max(listing.first, fewPersons + 1);
  const found = await search(scope, listing, { first, after, hidden });
  const positions = found.positions.slice(0, listing.first);
  const rows = await rowsOf(scope, residents, positions);
  const seal = (position: PagePosition | undefined) =>
    position === undefined ? null : cursors.seal(list, position);
  return {
    nodes: rows.map((row) => row.node),
    cursors: shows(scope, ROW_CURSORS) ? rows.map((row) => cursors.seal(list, row.position)) : [],
    endCursor: shows(scope, ['PageInfo.endCursor']) ? seal(positions.at(-1)) : null,
    hasNextPage: found.hasMore || found.positions.length > listing.first,
    hasPreviousPage: after !== null,
    few: fewOf(found, fewPersons),
  };
}

/** A cursor costs as much as a row: none is sealed that nobody asks for. */
const ROW_CURSORS = ['ResidentEdge.cursor', 'PageInfo.startCursor'];
const SHOWN_BY = ['ResidentConnection.nodes', 'ResidentConnection.edges', 'PageInfo.startCursor'];

function shows({ guard }: LoaderScope, coordinates: readonly string[]): boolean {
  return coordinates.some((coordinate) => guard.reaches(coordinate));
}

/** Nobody is read for an answer that is a count, or whether there is another page. */
async function rowsOf(
  scope: LoaderScope,
  residents: ResidentLoader,
  positions: readonly PagePosition[],
): Promise<readonly { readonly node: ResidentNode; readonly position: PagePosition }[]> {
  if (!shows(scope, SHOWN_BY)) return [];
  const loaded = await residents.loadMany(positions.map((position) => position.atenaNumber));
  return positions.flatMap((position, at) => {
    const node = loaded[at];
    if (node instanceof Error) throw node;
    // A row under a number that was merged away is not a second person.
    return node?.atenaNumber !== position.atenaNumber ? [] : [{ node, position }];
  });
}

function search(
  { sources, signal, budget }: LoaderScope,
  { criteria, sort, descending }: Omit<ResidentListing, 'asked' | 'first' | 'after'>,
  { hidden, ...part }: Pick<ResidentPage, 'first' | 'after'> & { readonly hidden: readonly string[] },
) {
  return budget.listing(signal, () =>
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.search(criteria, { sort, descending, ...part }, hidden, {
        signal: live,
        items: NO_ITEMS,
      }),
    ),
  );
}

function fewOf({ positions, hasMore }: Found, fewPersons: number): readonly string[] {
  return hasMore || positions.length > fewPersons ? [] : positions.map(({ atenaNumber }) => atenaNumber);
}

type Found = Awaited<ReturnType<typeof search>>;

export interface ResidentCount {
  readonly count: number;
  /** 宛名番号 of all who match, where they are few; else none. */
  readonly few: readonly string[];
}

/** `names`: whether the few are looked for, at the cost of another statement. */
export async function countResidents(
  scope: LoaderScope,
  criteria: ResidentCriteria,
  names: boolean,
): Promise<ResidentCount> {
  const { sources, signal, budget, fewPersons } = scope;
  const hidden = await protectedNumbersFor(scope, criteria);
  const count = await budget.listing(signal, () =>
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.count(criteria, hidden, { signal: live, items: NO_ITEMS }),
    ),
  );
  if (!names || count === 0 || count > fewPersons) return { count, few: [] };
  const all = { criteria, sort: 'ATENA_NUMBER', descending: false } as const;
  return {
    count,
    few: fewOf(await search(scope, all, { first: fewPersons + 1, after: null, hidden }), fewPersons),
  };
}
