import { setImmediate as turn } from 'node:timers/promises';
import { BATCH } from './database.js';

/**
 * Answers `keys` in their order and length, null where `load` knows nothing. Each key is asked for once, and
 * only if it has the shape of a key: a collation that compares regardless of width must never see any other.
 */
export async function loadAligned<Value>(
  keys: readonly string[],
  shape: RegExp,
  load: (chunk: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<readonly (Value | null)[]> {
  const found = await loadDistinct(
    keys.filter((key) => shape.test(key)),
    load,
  );
  return keys.map((key) => found.get(key) ?? null);
}

/** One call of `load` per 1,000 distinct keys, none for no keys. */
export async function loadDistinct<Value>(
  keys: Iterable<string>,
  load: (chunk: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<ReadonlyMap<string, Value>> {
  const distinct = [...new Set(keys)];
  const found = new Map<string, Value>();
  for (let start = 0; start < distinct.length; start += BATCH) {
    const part = await load(distinct.slice(start, start + BATCH));
    for (const [key, value] of part) found.set(key, value);
  }
  return found;
}

/** Rows that are read between two turns of the event loop: a few milliseconds of dates and codes. */
const ROWS_A_TURN = 200;

/** Rows in parts; before each further part the event loop turns, so that whoever else waits is answered. */
export async function* inTurns<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[], void> {
  for (let start = 0; start < rows.length; start += ROWS_A_TURN) {
    if (start > 0) await turn();
    yield rows.slice(start, start + ROWS_A_TURN);
  }
}
