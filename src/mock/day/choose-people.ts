import type Database from 'better-sqlite3';
import type { DayPeople } from './other-systems.js';

interface Among {
  readonly municipality: string;
  /** 宛名番号 of those who are staff as well: of their own homes they see nothing. */
  readonly staff: readonly string[];
}

/** Two residents who live alone, and of whom nothing is special: no measure is near, and nobody else has that address. */
export function chooseDayPeople(registry: Database.Database, { municipality, staff }: Among): DayPeople {
  const rows = registry
    .prepare(
      `SELECT MIN(k.ATENA_NO) AS number FROM JUKI_KIHON k WHERE k.SICHOSON_CD = ? GROUP BY k.SETAI_NO
       HAVING COUNT(*) = 1 AND SUM(k.JUMIN_JOTAI <> '1') = 0
         AND SUM(k.ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN)) = 0
         AND SUM(k.ATENA_NO IN (${staff.map(() => '?').join()})) = 0
         AND SUM((SELECT COUNT(*) FROM JUKI_KIHON o WHERE o.JUSHO = k.JUSHO AND o.SETAI_NO <> k.SETAI_NO)) = 0
       ORDER BY k.SETAI_NO LIMIT 2`,
    )
    .all(municipality, ...staff) as readonly { readonly number: string }[];
  const [protectedOne, former] = rows.map(({ number }) => number);
  if (protectedOne === undefined || former === undefined) throw new Error('nobody lives alone in this city');
  return { protectedOne, former };
}
