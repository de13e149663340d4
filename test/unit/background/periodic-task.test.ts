import { PeriodicTask, type PeriodicTaskOptions } from '../../../src/background/periodic-task.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A task whose runs end when the test says so. */
function task(options: Partial<PeriodicTaskOptions> = {}) {
  const told: unknown[] = [];
  const begun: AbortSignal[] = [];
  const ends: { done(): void; fail(error: Error): void }[] = [];
  const made = new PeriodicTask({
    every: 1_000,
    onFault: (error) => void told.push(error),
    run: (signal) => {
      begun.push(signal);
      return new Promise((resolve, reject) => ends.push({ done: resolve, fail: reject }));
    },
    ...options,
  });
  const after = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);
  /** Ends the oldest run that is under way. */
  const end = async (fault?: Error) => {
    const run = ends.shift();
    if (fault === undefined) run?.done();
    else run?.fail(fault);
    await after(0);
  };
  return { made, told, begun, ends, after, end };
}

test('a run begins one pause after the start, and one pause after the end of the run before', async () => {
  const { made, begun, after, end } = task();
  made.start();
  await after(999);
  expect(begun).toHaveLength(0);
  await after(1);
  expect(begun).toHaveLength(1);
  await end();
  await after(999);
  expect(begun).toHaveLength(1);
  await after(1);
  expect(begun).toHaveLength(2);
});

test('a run never overlaps another, however long it takes and whoever asks', async () => {
  const { made, begun, after, end } = task();
  made.start(0);
  await after(0);
  made.soon();
  void made.now();
  await after(60_000);
  expect(begun).toHaveLength(1);
  await end();
  expect(begun).toHaveLength(2);
});

test('who asks while a run is under way waits for the next one, and all who ask share it', async () => {
  const { made, begun, after, end } = task();
  const first = made.now();
  await after(0);
  const [second, third] = [made.now(), made.now()];
  expect(second).toBe(third);
  expect(second).not.toBe(first);
  let seen = false;
  void second.then(() => (seen = true));
  await end();
  expect([begun.length, seen]).toEqual([2, false]);
  await end();
  expect([begun.length, seen]).toEqual([2, true]);
});

test('what is asked for before the start runs once, and begins no series', async () => {
  const { made, begun, after, end } = task();
  void made.now();
  made.soon();
  await after(0);
  await end();
  await after(60_000);
  expect(begun).toHaveLength(1);
});

test('a fault is told once, its end once, and who asked for the run learns of it', async () => {
  const { made, told, after, end } = task();
  const asked = made.now();
  const learned = expect(asked).rejects.toThrow('first');
  await after(0);
  await end(new Error('first'));
  await learned;
  made.start(0);
  await after(0);
  await end(new Error('second'));
  expect(told).toEqual([new Error('first')]);
  await after(1_000);
  await end();
  await after(1_000);
  await end();
  expect(told).toEqual([new Error('first'), null]);
  await after(1_000);
  await end(new Error('third'));
  expect(told).toEqual([new Error('first'), null, new Error('third')]);
});

test('work that throws before it has a promise is a fault like another', async () => {
  const { made, told, after } = task({
    run: () => {
      throw new Error('at once');
    },
  });
  made.start(0);
  await after(2_000);
  expect(told).toEqual([new Error('at once')]);
});

test('neither a fault nor an error of whoever is told of it ends the series', async () => {
  const { made, begun, after, end } = task({
    onFault: () => {
      throw new Error('nobody listens');
    },
  });
  made.start(0);
  await after(0);
  for (const fault of [new Error('x'), undefined, new Error('y')]) {
    await end(fault);
    await after(1_000);
  }
  expect(begun).toHaveLength(4);
});

test('an error of whoever is told of a fault stands for no fault of the work', async () => {
  const { made, after, end } = task({
    onFault: () => {
      throw new Error('nobody listens');
    },
  });
  const failed = expect(made.now()).rejects.toThrow('of the work');
  await after(0);
  await end(new Error('of the work'));
  await failed;
  const mended = made.now();
  await after(0);
  await end();
  await expect(mended).resolves.toBeUndefined();
});

test('the pause can depend on how the run ended', async () => {
  const { made, begun, after, end } = task({ every: (failed) => (failed ? 10 : 5_000) });
  made.start(0);
  await after(0);
  await end(new Error('x'));
  await after(10);
  expect(begun).toHaveLength(2);
  await end();
  await after(4_999);
  expect(begun).toHaveLength(2);
  await after(1);
  expect(begun).toHaveLength(3);
});

test('soon brings the next run forward and never back', async () => {
  const { made, begun, after, end } = task();
  made.start();
  made.soon(200);
  await after(150);
  // Somebody who asks again and again must not keep the run from coming.
  made.soon(200);
  await after(50);
  expect(begun).toHaveLength(1);
  made.soon(200);
  await end();
  await after(199);
  expect(begun).toHaveLength(1);
  await after(1);
  expect(begun).toHaveLength(2);
});

test('closing aborts the run under way, waits for it, tells no fault of it and lets none begin after', async () => {
  const { made, told, begun, after, end } = task();
  made.start(0);
  await after(0);
  const behind = made.now();
  let closed = false;
  const closing = made.close().then(() => (closed = true));
  await after(10_000);
  expect([begun[0]?.aborted, closed]).toEqual([true, false]);
  await end(new Error('aborted'));
  await closing;
  await behind;
  expect(jest.getTimerCount()).toBe(0);
  made.start(0);
  made.soon();
  await made.now();
  await after(60_000);
  expect([begun.length, closed, told]).toEqual([1, true, []]);
});

test('the timer keeps no process alive', () => {
  const { made } = task();
  const unref = jest.fn();
  const timer = jest.spyOn(globalThis, 'setTimeout').mockReturnValue({ unref } as unknown as NodeJS.Timeout);
  made.start();
  timer.mockRestore();
  expect(unref).toHaveBeenCalledTimes(1);
});
