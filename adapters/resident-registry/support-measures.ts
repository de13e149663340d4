import type { LegacyDatabase, Query } from '../database.js';
import { compactDate } from '../legacy/legacy-date.js';
import { SUPPORT_MEASURE } from './entities.js';

/**
 * A measure `s` that is in force on the day: both bounds inclusive, cancelled ones aside. Where the end is
 * uncertain, protection lasts as long as the end may lie ahead: a month or year that is known runs to its last
 * day, an end of which nothing is known never comes.
 */
export const IN_FORCE = `s.cancelled <> :cancelled AND s.firstDay <= :day AND (
  s.lastDay >= :day
  OR (s.lastDay LIKE '%00' AND s.lastDay >= :month)
  OR (s.lastDay LIKE '%0000' AND s.lastDay >= :year)
  OR s.lastDay IN ('00000000', '        '))`;

/** The parameters of `IN_FORCE` for `asOf`, `YYYY-MM-DD`. */
export function setDay(query: Query, database: LegacyDatabase, asOf: string): Query {
  const { firstDay, cancelled } = SUPPORT_MEASURE.columns;
  const day = compactDate(asOf);
  return query.setParameters({
    cancelled: database.value(cancelled, '1'),
    day: database.value(firstDay, day),
    month: database.value(firstDay, `${day.slice(0, 6)}00`),
    year: database.value(firstDay, `${day.slice(0, 4)}0000`),
  });
}

/** Leaves out every person under support measures on the day. */
export function excludeProtected(query: Query, database: LegacyDatabase, asOf: string): Query {
  const protectedRows = query
    .subQuery()
    .select('1')
    .from(SUPPORT_MEASURE.name, 's')
    .where(`s.atenaNumber = r.atenaNumber AND ${IN_FORCE}`);
  return setDay(query, database, asOf).andWhere(`NOT EXISTS ${protectedRows.getQuery()}`);
}
