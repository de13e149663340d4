import { within } from '../../../src/audit/audit-faults.js';
import { LoopWatch } from '../../../src/background/loop-watch.js';

/** docs/attacks.md K5: a process that stands still is told apart from a disk that hangs. */

/** Nobody is heard meanwhile, as under a long calculation. */
function standStill(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test('a stall far longer than the limit is not charged to the disk, whose answer came in meanwhile', async () => {
  const work = new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve)));
  const judged = within(work, 200);
  standStill(600);
  await expect(judged).resolves.toBeUndefined();
});

test('nor are stalls one after another, as long as the work is heard of in between', async () => {
  let steps = 8;
  const work = new Promise<void>((resolve) => {
    const step = (): void => {
      standStill(150);
      if (--steps === 0) resolve();
      else setImmediate(step);
    };
    setImmediate(step);
  });
  await expect(within(work, 400)).resolves.toBeUndefined();
});

test('work that never ends is given up, and says so', async () => {
  await expect(within(new Promise(() => undefined), 60)).rejects.toThrow('no commit within 60 ms');
});

test('a fault of the work comes through at once', async () => {
  await expect(within(Promise.reject(new Error('EIO')), 10_000)).rejects.toThrow('EIO');
});

test('a stall is told, and measured until it is read', async () => {
  const told: number[] = [];
  let heard: () => void = () => undefined;
  const stalled = new Promise<void>((resolve) => (heard = resolve));
  const watch = new LoopWatch((milliseconds) => {
    told.push(milliseconds);
    heard();
  });
  try {
    await new Promise((resolve) => setTimeout(resolve, 20));
    standStill(1_800);
    await stalled;
    expect(told[0]).toBeGreaterThan(999);
    expect(watch.longestDelay()).toBeGreaterThan(1);
  } finally {
    watch.close();
  }
});
