import { LoopShare } from '../../src/background/loop-turns.js';
import { charge } from '../../src/database/spent-time.js';
import { BATCH, type LegacyDatabase, type Row } from '../database.js';
import type { Query } from '../question.js';
import type { PagePosition, ResidentPage } from './model.js';
import { addPage } from './search.js';
import { selectHome, type ProtectedHomes } from './shared-home.js';

/** A search by a part of the address, which must find nobody whose home must not be found out. */
export interface ApartSearch {
  readonly database: LegacyDatabase;
  readonly homes: ProtectedHomes;
  readonly signal: AbortSignal;
  /** A new query with the caller's conditions. */
  readonly query: () => Promise<Query>;
  readonly positionOf: (row: Row) => PagePosition;
}

/**
 * The rows that match and are of no such home, up to one more than the page has, that it may be told whether there
 * are others. Homes are compared here, not in the statement: only rows which the caller's conditions leave are
 * read for it, a thousand at most before others have their turn.
 */
export async function searchApart(search: ApartSearch, page: ResidentPage): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const rows of matching(search, page)) {
    found.push(...rows);
    if (found.length > page.first) break;
  }
  return found.slice(0, page.first + 1);
}

export async function countApart(search: ApartSearch): Promise<number> {
  let count = 0;
  const all: ResidentPage = { sort: 'ATENA_NUMBER', descending: false, first: BATCH, after: null };
  for await (const rows of matching(search, all)) count += rows.length;
  return count;
}

async function* matching(search: ApartSearch, page: ResidentPage): AsyncGenerator<readonly Row[]> {
  const { database, homes, signal, positionOf } = search;
  let { after } = page;
  for (;;) {
    const query = selectHome(addPage(await search.query(), database, { ...page, after }));
    const rows = await database.rows(query, signal, 'LISTING');
    const apart: Row[] = [];
    const isOfProtected = homes.judge();
    await new LoopShare().each(rows, (row) => {
      const started = performance.now();
      if (!isOfProtected(row)) apart.push(row);
      charge(signal, performance.now() - started);
    });
    yield apart;
    const last = rows.at(-1);
    if (last === undefined || rows.length <= page.first) return;
    after = positionOf(last);
  }
}
