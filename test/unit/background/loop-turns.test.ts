import { LoopShare, LoopTurns, SLICE_MS } from '../../../src/background/loop-turns.js';

/** docs/attacks.md K4: a large answer is formed in slices, in its own order, and others go on in between. */

/** A clock that stands still until somebody works. */
function clock() {
  let at = 0;
  return { now: () => at, work: (milliseconds: number) => void (at += milliseconds) };
}

/** Names of rows in the order in which they were formed; each takes longer than a slice. */
function slowly(work: (milliseconds: number) => void) {
  const seen: string[] = [];
  const done = (name: string): void => {
    seen.push(name);
    work(4);
  };
  return { seen, done };
}

const settled = async (turns = 20): Promise<void> => {
  for (let at = 0; at < turns; at++) await new Promise((resolve) => setImmediate(resolve));
};

/** Takes a list as graphql-js does: row by row, and what is promised when it comes. */
async function form(share: LoopShare, names: readonly string[], done: (name: string) => void): Promise<void> {
  const waits: Promise<void>[] = [];
  for (const row of share.rows(names, (waiting) => waiting)) {
    if (typeof row === 'string') done(row);
    else waits.push(row.then(done));
  }
  await Promise.all(waits);
}

test('rows go at once while there is time, and the loop turns between slices when there is none', async () => {
  const { now, work } = clock();
  const share = new LoopShare(new LoopTurns(now));
  const seen: string[] = [];
  let turned = 0;
  const look = (): void => {
    turned++;
    seen.push('turn');
    if (turned < 6) setImmediate(look);
  };
  const formed = form(share, ['a', 'b', 'c', 'd', 'e', 'f'], (name) => {
    seen.push(name);
    work(SLICE_MS);
  });
  expect(seen).toEqual(['a', 'b']);
  setImmediate(look);
  await formed;
  expect(seen.filter((name) => name !== 'turn')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(seen.indexOf('turn')).toBeLessThan(seen.indexOf('f'));
});

test('answers that are formed at a time go on in turns, and each keeps the order of its rows', async () => {
  const { now, work } = clock();
  const turns = new LoopTurns(now);
  const [one, other] = [new LoopShare(turns), new LoopShare(turns)];
  const { seen, done } = slowly(work);
  await Promise.all([form(one, ['a1', 'a2', 'a3'], done), form(other, ['b1', 'b2', 'b3'], done)]);
  expect(seen).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'b3']);
});

test('rows within a row come before the next row', async () => {
  const { now, work } = clock();
  const share = new LoopShare(new LoopTurns(now));
  const { seen, done } = slowly(work);
  const inner: Promise<void>[] = [];
  await form(share, ['a', 'b', 'c'], (name) => {
    done(name);
    inner.push(form(share, [`${name}1`, `${name}2`], done));
  });
  await Promise.all(inner);
  expect(seen).toEqual(['a', 'a1', 'a2', 'b', 'b1', 'b2', 'c', 'c1', 'c2']);
});

test('rows of a list that begins between two turns come behind those of the operation that wait', async () => {
  const { now, work } = clock();
  const share = new LoopShare(new LoopTurns(now));
  const { seen, done } = slowly(work);
  const formed = form(share, ['a', 'b', 'c'], done);
  // The first turn has formed the second row and has no time for the third.
  await settled(1);
  expect(seen).toEqual(['a', 'b']);
  await Promise.all([form(share, ['d', 'e'], done), formed]);
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a batch is asked for when all rows have been formed, and at once where none waits', async () => {
  const { now, work } = clock();
  const share = new LoopShare(new LoopTurns(now));
  const seen: string[] = [];
  const formed = form(share, ['a', 'b', 'c'], (name) => {
    seen.push(name);
    work(4);
    if (name === 'a') share.whenDrained(() => seen.push('batch'));
  });
  await formed;
  await settled();
  expect(seen).toEqual(['a', 'b', 'c', 'batch']);
  share.whenDrained(() => seen.push('another'));
  await settled();
  expect(seen.at(-1)).toBe('another');
});

test('one step of what waits goes on in each turn, be the slice over as it begins', async () => {
  let at = 0;
  // Whoever looks finds that more time has passed than there is in a slice.
  const share = new LoopShare(new LoopTurns(() => (at += 4 * SLICE_MS)));
  const seen: string[] = [];
  void form(share, ['a', 'b', 'c', 'd'], (name) => void seen.push(name));
  await settled(6);
  expect(seen).toEqual(['a', 'b', 'c', 'd']);
});
