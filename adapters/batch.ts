import { LoopShare } from '../src/background/loop-turns.js';
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
  if (distinct.length === 0) return new Map<string, Value>();
  // Nearly always it is one.
  if (distinct.length <= BATCH) return load(distinct);
  const found = new Map<string, Value>();
  for (let start = 0; start < distinct.length; start += BATCH) {
    const part = await load(distinct.slice(start, start + BATCH));
    for (const [key, value] of part) found.set(key, value);
  }
  return found;
}

/** Does something with each row, in order; the event loop turns in between, so that whoever else waits is answered. */
export function inTurns<Row>(rows: Iterable<Row>, work: (row: Row) => void): Promise<void> {
  return new LoopShare().each(rows, work);
}
