import type { LegacyDatabase, Query } from '../database.js';
import { RESIDENT } from './entities.js';
import { folded, HOME_WRITINGS } from './text-search.js';

/**
 * SQL that is true of a row `r` which shares its home with one of the protected persons: the same household number,
 * or the same address, where a 方書 that one of the two rows lacks sets them no apart. Whatever the status of
 * either row: whoever moved out left their last address behind, and those who stay still live there. It is
 * worked out in the database, so that no address is fetched to find out that it may not be shown.
 *
 * Both are compared by what they mean: clerks write one home in many ways, `六丁目９６番３号` and `6-96-3`, and whoever
 * writes it in another way lives there all the same.
 */
export function sharesHome(query: Query, database: LegacyDatabase, numbers: readonly string[]): string {
  if (numbers.length === 0) return '0 = 1';
  const listed = `IN (${database.listed('protectedNumbers', RESIDENT.columns.atenaNumber)})`;
  const homes = (what: (row: Alias) => string, where: (row: Alias) => string): string =>
    query
      .subQuery()
      .select(what('h'))
      .from(RESIDENT.name, 'h')
      .where(`h.atenaNumber ${listed} AND ${where('h')}`)
      .getQuery();
  const key = keysOf(database);
  query.setParameter('protectedNumbers', database.list(numbers));
  const isKnown = (row: Alias) => `${key.street(row)} <> ''`;
  return `(r.atenaNumber ${listed}
    OR ${key.household('r')} IN ${homes(key.household, (row) => `${row}.householdNumber <> ''`)}
    OR ${key.whole('r')} IN ${homes(key.whole, isKnown)}
    OR (${key.street('r')} IN ${homes(key.street, isKnown)} AND (${key.door('r')} = ''
      OR ${key.street('r')} IN ${homes(key.street, (row) => `${isKnown(row)} AND ${key.door(row)} = ''`)})))`;
}

type Alias = 'r' | 'h';

/** SQL of what a row's home is compared by. */
function keysOf(
  database: LegacyDatabase,
): Record<'household' | 'street' | 'door' | 'whole', (row: Alias) => string> {
  const joined = (...parts: readonly string[]) => parts.join(database.dialect === 'mssql' ? ' + ' : ' || ');
  const text = (value: string) => `${database.dialect === 'mssql' ? 'N' : ''}'${value}'`;
  // What parts the numbers of an address may stand at its end or not: 96番 and 96.
  const ended = (written: string) => `REPLACE(${joined(written, text('|'))}, ${text('-|')}, ${text('')})`;
  const fold = (column: 'address' | 'addressExtra') => (row: Alias) =>
    `REPLACE(${ended(`COALESCE(${folded(database, `${row}.${column}`, HOME_WRITINGS[column])}, '')`)}, ${text('|')}, ${text('')})`;
  const zeros = text('0'.repeat(RESIDENT.columns.householdNumber.length ?? 0));
  const [street, door] = [fold('address'), fold('addressExtra')];
  return {
    street,
    door,
    // A 方書 may stand in a column of its own or at the end of the address.
    whole: (row) => joined(street(row), door(row)),
    household: (row) => {
      const padded = joined(
        zeros,
        `UPPER(${folded(database, `${row}.householdNumber`, HOME_WRITINGS.householdNumber)})`,
      );
      return database.dialect === 'mssql' ? `RIGHT(${padded}, 15)` : `SUBSTR(${padded}, -15)`;
    },
  };
}

/** Leaves out everybody whose home is shared with a protected person, and those persons themselves. */
export function excludeSharedHomes(
  query: Query,
  database: LegacyDatabase,
  numbers: readonly string[],
): Query {
  return numbers.length === 0 ? query : query.andWhere(`NOT ${sharesHome(query, database, numbers)}`);
}
