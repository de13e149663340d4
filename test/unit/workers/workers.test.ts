import { DutyTask } from '../../../src/background/duty.js';
import type { Crew } from '../../../src/workers/crew.js';
import { StartFailed } from '../../../src/workers/workers.js';
import { come, played, serveNext } from './harness.js';

/** Who starts, replaces and tells whom; the processes are played. Real ones: test/fault/workers.test.ts. */

async function started(count: number) {
  const house = played(count);
  const addresses = house.workers.start();
  for (let number = 1; number <= count; number++) await serveNext(house.begun, number);
  return { ...house, addresses: (await addresses).addresses };
}
const crewOf = ({ begun }: ReturnType<typeof played>, number: number): Crew =>
  begun[number - 1]?.crew as Crew;
const REPLACED = 'a worker has ended and is replaced';

test('the first begins alone, and the others only when it takes requests', async () => {
  const house = played(3);
  const start = house.workers.start();
  const first = await come(house.begun, 1);
  const crew = await first.join();
  expect(house.begun).toHaveLength(1);
  expect([crew.slot, crew.writer, crew.facts, crew.duty.isOurs()]).toEqual([1, null, { told: true }, true]);
  await crew.serves({ writer: 'gw1', addresses: ['here'] });
  await serveNext(house.begun, 2);
  await serveNext(house.begun, 3);
  expect((await start).addresses).toEqual(['here']);
  expect(await crew.state()).toEqual({ slots: 3, serving: 3, replaced: 0 });
  expect([2, 3].map((number) => crewOf(house, number).duty.isOurs())).toEqual([false, false]);
});

test('a start in which one of them fails is a failed start', async () => {
  const house = played(2);
  const failed = expect(house.workers.start()).rejects.toThrow(StartFailed);
  await serveNext(house.begun, 1);
  (await come(house.begun, 2)).end('exit code 1');
  await failed;
  await house.workers.stop();
  expect(house.begun).toHaveLength(2);
});

test('whoever replaces another has its slot and its writer, is counted, and all are needed again', async () => {
  const house = await started(2);
  house.begun[1]?.end();
  expect(house.workers.state()).toEqual({ slots: 2, serving: 1, replaced: 1 });
  const next = await serveNext(house.begun, 3);
  expect([next.crew?.slot, next.crew?.writer]).toEqual([2, 'gw2']);
  expect(house.workers.state()).toEqual({ slots: 2, serving: 2, replaced: 1 });
  await house.workers.stop();
});

test('pauses double, and after eight in a row that did not last nobody is begun any more', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  try {
    const house = await started(1);
    const waits: unknown[] = [];
    for (let ended = 1; ended < 8; ended++) {
      house.begun.at(-1)?.end();
      const line = house.lines.filter(({ msg }) => msg === REPLACED).at(-1) as unknown as { wait: number };
      waits.push(line.wait);
      await jest.advanceTimersByTimeAsync(line.wait - 1);
      expect(house.begun).toHaveLength(ended);
      await jest.advanceTimersByTimeAsync(1);
      expect(house.begun).toHaveLength(ended + 1);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000]);
    house.begun.at(-1)?.end();
    await house.workers.out;
    expect(house.workers.gaveUp).toBe(true);
    expect(house.lines.at(-1)?.msg).toContain('end again and again');
  } finally {
    jest.useRealTimers();
  }
});

test('the duty is one worker’s at a time, and passes on when it ends', async () => {
  const house = await started(3);
  const ours = () => house.begun.filter(({ crew }) => crew?.duty.isOurs()).map(({ pid }) => pid);
  const taken: number[] = [];
  for (const { pid, crew } of house.begun) crew?.duty.onTaken(() => taken.push(pid));
  expect(ours()).toEqual([1]);
  house.begun[0]?.end();
  const holding = crewOf(house, 2).duty;
  while (!holding.isOurs()) await new Promise((resolve) => setImmediate(resolve));
  const next = await serveNext(house.begun, 4);
  expect(next.crew?.duty.isOurs()).toBe(false);
  expect(taken).toEqual([2]);
  await house.workers.stop();
});

test('a task is run where the duty is, whoever asks for it, and by nobody else', async () => {
  const house = await started(2);
  const runs: string[] = [];
  const tasks = [1, 2].map((number) => {
    const task = new DutyTask(crewOf(house, number).duty, 'acts', {
      run: async () => void runs.push(`worker ${number}`),
      every: 1_000_000,
    });
    task.start();
    return task;
  });
  await tasks[1]?.now();
  await tasks[0]?.now();
  expect(runs).toEqual(['worker 1', 'worker 1']);
  house.begun[0]?.end();
  // Taking the duty over is a reason to look.
  while (runs.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(runs).toEqual(['worker 1', 'worker 1', 'worker 2']);
  await Promise.all(tasks.map((task) => task.close()));
  await house.workers.stop();
});

test('news and figures go to the others, and whoever is gone is left out', async () => {
  const house = await started(3);
  const heard: number[] = [];
  for (const { pid, crew } of house.begun) {
    crew?.onNews('staff', async () => void heard.push(pid));
    crew?.show('figures', async () => `figures of ${pid}`);
  }
  await crewOf(house, 1).tell('staff');
  expect(heard).toEqual([2, 3]);
  house.begun[2]?.end();
  expect(await crewOf(house, 1).collect('figures')).toEqual(['figures of 2']);
  await house.workers.stop();
});

test('the state is asked for over the wire; with nobody at its end every call is refused', async () => {
  const house = await started(1);
  const crew = house.begun[0]?.crew;
  expect(await crew?.ask('counter.hit', ['key', new Set(['a'])])).toEqual([
    'counter.hit',
    'key',
    new Set(['a']),
  ]);
  crew?.lost();
  await expect(crew?.ask('counter.hit', ['key'])).rejects.toThrow('nobody is there');
  await expect(crew?.state()).rejects.toThrow('nobody is there');
  await house.workers.stop();
});

test('one that is told to stop before it has joined hears of it when it does', async () => {
  const house = played(1);
  const failed = expect(house.workers.start()).rejects.toThrow(StartFailed);
  const worker = await come(house.begun, 1);
  const stopped = house.workers.stop();
  await worker.join();
  await Promise.all([failed, stopped]);
});

test('news is counted for whoever did not hear it: one that stands still, and one that has only begun', async () => {
  const house = await started(2);
  const [one, other] = [crewOf(house, 1), crewOf(house, 2)];
  expect(await other.timesTold('staff')).toBe(0);
  other.onNews('staff', () => Promise.reject(new Error('not taken in')));
  await one.tell('staff');
  expect([await one.timesTold('staff'), await other.timesTold('staff')]).toEqual([1, 1]);
  expect(await other.timesTold('another')).toBe(0);
  house.begun[1]?.end();
  const next = await (await come(house.begun, 3)).join();
  await one.tell('staff');
  expect(await next.timesTold('staff')).toBe(2);
  await house.workers.stop();
});

test('a stop ends: whoever stands still and hears nothing of it is killed', async () => {
  const house = await started(2);
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  try {
    const [, still] = house.begun;
    if (still !== undefined) still.standsStill = true;
    const stopped = house.workers.stop();
    await jest.advanceTimersByTimeAsync(59_999);
    expect(house.lines.filter(({ msg }) => msg.includes('is killed'))).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1);
    await stopped;
    expect(house.lines.filter(({ msg }) => msg.includes('is killed'))).toMatchObject([{ slot: 2 }]);
  } finally {
    jest.useRealTimers();
  }
});
