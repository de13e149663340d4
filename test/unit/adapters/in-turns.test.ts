import { inTurns } from '../../../adapters/batch.js';

/** docs/attacks.md K4: rows of a large answer are read in parts, and the event loop turns in between. */
test('every row comes once, in order, and the loop turns between parts', async () => {
  const rows = Array.from({ length: 1_001 }, (_, at) => at);
  const seen: number[] = [];
  let turns = 0;
  let over = false;
  const look = (): void => {
    turns++;
    if (!over) setImmediate(look);
  };
  setImmediate(look);
  await inTurns(rows, (row) => {
    seen.push(row);
    // As long as reading a row takes: what counts is that it takes time.
    for (const until = performance.now() + 0.1; performance.now() < until;);
  });
  over = true;
  expect(seen).toEqual(rows);
  expect(turns).toBeGreaterThanOrEqual(4);
});
