import { loadAligned } from '../batch.js';
import { select, type LegacyDatabase, type Row } from '../database.js';
import { parseCompactDate } from '../legacy/legacy-date.js';
import { personNumber } from '../legacy/person-number.js';
import { MOVEMENT } from './entities.js';
import { ATENA_NUMBER } from './search.js';

/** 転入, as vendors write it. */
const MOVED_IN = ['10', '010'];
const CANCELLED = '1';
const MUNICIPALITY = /^\d{6}$/;

/**
 * Municipalities from which each person has moved in by a day, `YYYY-MM-DD`, each once; none for a number that nobody
 * has. What is cancelled, has no readable day or names no municipality of Japan is no move-in from anywhere: nothing
 * may be asked elsewhere on a doubt (R228).
 */
export async function readMoveIns(
  database: LegacyDatabase,
  keys: readonly string[],
  { asOf, signal }: { readonly asOf: string; readonly signal: AbortSignal },
): Promise<readonly (readonly string[])[]> {
  const found = await loadAligned(keys, ATENA_NUMBER, async (chunk) => {
    const query = await database.from(MOVEMENT, 'm', signal);
    select(query, 'm', ['movementNumber', 'atenaNumber', 'day', 'otherMunicipality', 'cancelled'])
      .where(database.among('m.atenaNumber', 'keys', MOVEMENT.columns.atenaNumber), {
        keys: database.keys(MOVEMENT.columns.atenaNumber, chunk),
      })
      .andWhere(database.among('m.reason', 'reasons', MOVEMENT.columns.reason), {
        reasons: database.keys(MOVEMENT.columns.reason, MOVED_IN),
      })
      .orderBy('m.movementNumber', 'ASC');
    const places = new Map<string, string[]>();
    for (const row of await database.rows(query, signal)) {
      const [number, place] = [personNumber(row['atenaNumber']), placeOf(row, asOf)];
      if (number === null || place === null) continue;
      const own = places.get(number) ?? [];
      if (!own.includes(place)) own.push(place);
      places.set(number, own);
    }
    return places;
  });
  return found.map((places) => places ?? []);
}

function placeOf(row: Row, asOf: string): string | null {
  const [cancelled, day, place] = [row['cancelled'], row['day'], row['otherMunicipality']].map((value) =>
    typeof value === 'string' ? value.trim() : '',
  ) as [string, string, string];
  const parsed = parseCompactDate(day);
  if (cancelled === CANCELLED || parsed.kind !== 'DATE' || !MUNICIPALITY.test(place)) return null;
  const { iso } = parsed.date;
  // Of a day of which only the year or the month is known, the first that it may have been.
  return iso !== null && iso <= asOf ? place : null;
}
