import { LoopShare } from '../background/loop-turns.js';

/** A list from this length on is written row by row. */
const LONG = 20;
/** Levels of objects above a long list: the answer, its data, a root, a field of it. What is deeper is a row's. */
const LEVELS = 5;

/**
 * The text of an answer, byte for byte that of `JSON.stringify` and a line feed; a long one is written in turns of the
 * loop, for some megabytes are a tenth of a second in which nobody else is answered.
 */
export async function writeJson(value: unknown): Promise<string> {
  const parts: string[] = [];
  await new LoopShare().take(write(value, parts, LEVELS));
  parts.push('\n');
  return parts.join('');
}

function* write(value: unknown, parts: string[], levels: number): Generator<void, void> {
  if (typeof value !== 'object' || value === null || levels === 0)
    parts.push(JSON.stringify(value) ?? 'null');
  else if (Array.isArray(value)) yield* writeRows(value, parts);
  else yield* writeFields(value as Readonly<Record<string, unknown>>, parts, levels);
}

function* writeRows(rows: readonly unknown[], parts: string[]): Generator<void, void> {
  if (rows.length < LONG) {
    parts.push(JSON.stringify(rows));
    return;
  }
  for (const [at, row] of rows.entries()) {
    parts.push(at === 0 ? '[' : ',', JSON.stringify(row) ?? 'null');
    yield;
  }
  parts.push(']');
}

function* writeFields(
  fields: Readonly<Record<string, unknown>>,
  parts: string[],
  levels: number,
): Generator<void, void> {
  let opening = '{';
  for (const [key, value] of Object.entries(fields)) {
    // A field without a value is none, as in `JSON.stringify`.
    if (value === undefined) continue;
    parts.push(opening, JSON.stringify(key), ':');
    yield* write(value, parts, levels - 1);
    opening = ',';
  }
  parts.push(opening === '{' ? '{}' : '}');
}
