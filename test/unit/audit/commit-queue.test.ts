import { setImmediate as turn } from 'node:timers/promises';
import { CommitQueue } from '../../../src/audit/journal/commit-queue.js';
import type { Frame } from '../../../src/audit/segments/chain.js';

/** What shares a commit: the frames that each one held, by their numbers. */
function queue() {
  const commits: number[][] = [];
  let told = (): void => undefined;
  const committed = new Promise<void>((resolve) => (told = resolve));
  const frames = new CommitQueue(
    (batch) => {
      commits.push(batch.map(({ seq }) => seq));
      told();
      return Promise.resolve();
    },
    (error) => {
      throw error;
    },
  );
  const add = (seq: number, awaited: boolean): Promise<number> =>
    new Promise((resolve, reject) => {
      const frame = { seq, bytes: Buffer.from('x'), final: false } as Frame;
      frames.add({ frame, awaited, resolve, reject });
    });
  return { commits, committed, frames, add };
}

test('what nobody waits for goes with what somebody waits for, in its order, turns later', async () => {
  const { commits, frames, add } = queue();
  const first = add(1, false);
  await turn();
  await turn();
  await add(2, true);
  expect([await first, commits]).toEqual([1, [[1, 2]]]);
  await frames.settled();
  expect(commits).toEqual([[1, 2]]);
});

test('nobody comes: it is committed by itself', async () => {
  const { commits, committed, add } = queue();
  const first = add(1, false);
  await committed;
  expect([await first, commits]).toEqual([1, [[1]]]);
});

test('whoever waits for all that was added waits for this, too', async () => {
  const { commits, frames, add } = queue();
  void add(1, false);
  await frames.settled();
  expect(commits).toEqual([[1]]);
});
