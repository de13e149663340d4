import type { Statements } from './index-database.js';
import type { Cell, RecordRows } from './index-rows.js';

/** Places that are asked for in one statement. */
const AT_ONCE = 500;

/** Id under which each shape stands, by the id that its text gives it: nearly always the same. */
export type ShapePlaces = ReadonlyMap<number, number>;

/**
 * Writes the shapes that are not there yet, and says where each stands. What an index held once may be gone: it is made anew
 * behind a purge, by another process too, without the shapes that nobody has any more. And a row whose text is another one (an
 * index of another log's key, an edited table) keeps it: the shape goes to the next id that is free, so that neither what
 * was written before nor what is written now is told by the other.
 * @param known where shapes stood when they were written last
 */
export async function writeShapes(
  statements: Statements,
  shapes: ReadonlyMap<number, string>,
  known: ShapePlaces,
): Promise<ShapePlaces> {
  const there = await idsThere(
    statements,
    [...shapes.keys()].flatMap((id) => known.get(id) ?? []),
  );
  const places = new Map<number, number>();
  for (const [id, details] of shapes) {
    const place = known.get(id);
    const isThere = place !== undefined && there.has(place);
    places.set(id, isThere ? place : await placeOf(statements, id, details));
  }
  return places;
}

/** The same rows, with their shapes where they stand. */
export function withPlaces(
  rows: RecordRows['subjectAccesses'],
  places: ShapePlaces,
): readonly (readonly Cell[])[] {
  const isMoved = [...places].some(([id, place]) => id !== place);
  if (!isMoved) return rows;
  return rows.map(([subject = null, at = null, operation = null, shape]) => [
    ...[subject, at, operation],
    places.get(Number(shape)) ?? null,
  ]);
}

async function idsThere(statements: Statements, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const there = new Set<number>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const rows = await statements.query(
      `SELECT id FROM access_shape WHERE id IN (${some.map(() => '?').join(', ')})`,
      some,
    );
    for (const { id } of rows) there.add(Number(id));
  }
  return there;
}

async function placeOf(statements: Statements, id: number, details: string): Promise<number> {
  for (let place = id; ; place += 1) {
    const [row] = await statements.query('SELECT details FROM access_shape WHERE id = ?', [place]);
    if (row?.['details'] === details) return place;
    if (row !== undefined) continue;
    await statements.insert('access_shape', ['id', 'details'], [[place, details]]);
    return place;
  }
}
