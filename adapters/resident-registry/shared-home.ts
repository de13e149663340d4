import type { LegacyDatabase, Query } from '../database.js';
import { RESIDENT } from './entities.js';

/**
 * SQL that is true of a row `r` which shares its home with one of the protected persons: the same household number,
 * or the same written address, where a 方書 that one of the two rows lacks sets them no apart. Whatever the status of
 * either row: whoever moved out left their last address behind, and those who stay still live there. It is
 * worked out in the database, so that no address is fetched to find out that it may not be shown.
 */
export function sharesHome(query: Query, database: LegacyDatabase, numbers: readonly string[]): string {
  if (numbers.length === 0) return '0 = 1';
  const listed = `IN (${database.listed('protectedNumbers', RESIDENT.columns.atenaNumber)})`;
  const homes = (what: string, where: string): string =>
    query
      .subQuery()
      .select(what)
      .from(RESIDENT.name, 'h')
      .where(`h.atenaNumber ${listed} AND ${where}`)
      .getQuery();
  const sameDoor =
    "h.address = r.address AND (h.addressExtra = r.addressExtra OR COALESCE(h.addressExtra, '') = ''" +
    " OR COALESCE(r.addressExtra, '') = '')";
  query.setParameter('protectedNumbers', database.list(numbers));
  // The first test of an address needs no row of its own, so that the second one, which does, meets few rows.
  return `(r.atenaNumber ${listed}
    OR r.householdNumber IN ${homes('h.householdNumber', "h.householdNumber <> ''")}
    OR (r.address IN ${homes('h.address', "h.address <> ''")} AND EXISTS ${homes('1', sameDoor)}))`;
}

/** Leaves out everybody whose home is shared with a protected person, and those persons themselves. */
export function excludeSharedHomes(
  query: Query,
  database: LegacyDatabase,
  numbers: readonly string[],
): Query {
  return numbers.length === 0 ? query : query.andWhere(`NOT ${sharesHome(query, database, numbers)}`);
}
