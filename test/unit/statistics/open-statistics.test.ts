import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createLogger } from '../../../src/log/logger.js';
import { openStatistics, type OpenStatistics } from '../../../src/statistics/open-statistics.js';
import { policy } from '../policy/harness.js';
import { children, KEY, MAY, MR, Town } from './harness.js';

/** The tables of a new day are made without anybody asking, and what hinders that is told. */

const RULES = { ...policy.statistics, firstDay: '2023-03-01', cuts: [[]] };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let folder: string;
let town: Town;
let today: string;
let lines: Record<string, unknown>[];
let statistics: OpenStatistics;
beforeEach(async () => {
  // Timers alone: the store works in turns of the loop.
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date'] });
  folder = mkdtempSync(join(tmpdir(), 'sekisho-open-statistics-'));
  town = new Town(children(40));
  today = '2023-06-27';
  lines = [];
  statistics = await openStatistics({
    settings: { store: { kind: 'sqlite', path: join(folder, 'store.sqlite') } },
    ...{ sources: town.sources, key: KEY, clock: { now: () => new Date(), today: () => today } },
    policy: () => ({ ...policy, statistics: RULES, schedule: MR }),
    log: createLogger({
      ...{ level: 'info', scrub: (line) => line },
      destination: { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    }),
  });
});
afterEach(async () => {
  jest.useRealTimers();
  await statistics.close();
  rmSync(folder, { recursive: true });
});

/** Waits for the next line of the log. */
async function line(): Promise<Record<string, unknown> | undefined> {
  while (lines.length === 0) await turn();
  return lines.shift();
}

test('the newest day is made at the start, and the next when it is over', async () => {
  await jest.advanceTimersByTimeAsync(SECOND);
  expect(await line()).toMatchObject({
    level: 'info',
    day: MAY,
    msg: 'the statistics of a day are published',
  });
  // Those that charts compare it with come one by one, with pauses.
  for (const day of ['2023-04-30', '2023-03-31']) {
    while (jest.getTimerCount() === 0) await turn();
    await jest.advanceTimersByTimeAsync(30 * SECOND - 1);
    expect(lines).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(await line()).toMatchObject({ day });
  }
  while (jest.getTimerCount() === 0) await turn();
  await jest.advanceTimersByTimeAsync(30 * SECOND);
  today = '2023-07-01';
  while (jest.getTimerCount() === 0) await turn();
  await jest.advanceTimersByTimeAsync(60 * MINUTE - 1);
  expect(lines).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(await line()).toMatchObject({ day: '2023-06-30' });
  expect(await statistics.publications.cells(MAY, { vaccine: 'MR', dose: 1, cut: [] })).toHaveLength(1);
});

test('a day that cannot be made is told once and tried each minute, and its end is told', async () => {
  town.silent = 'HEALTH_MANAGEMENT';
  await jest.advanceTimersByTimeAsync(SECOND);
  const warning = await line();
  expect(warning).toMatchObject({ level: 'warn', msg: expect.stringContaining('cannot be published') });
  expect(warning).toHaveProperty('err');
  while (jest.getTimerCount() === 0) await turn();
  town.silent = null;
  await jest.advanceTimersByTimeAsync(MINUTE);
  expect(await line()).toMatchObject({ day: MAY });
  expect(await line()).toMatchObject({ level: 'info', msg: 'statistics are published again' });
  expect(lines).toEqual([]);
});

test('closing ends what is asked of the systems, and the store with it', async () => {
  const signals: AbortSignal[] = [];
  const { ask } = town.sources;
  town.sources.ask = (system, signal, read) => {
    signals.push(signal);
    return ask(system, signal, read);
  };
  await jest.advanceTimersByTimeAsync(SECOND);
  await line();
  await statistics.close();
  expect(signals.length).toBeGreaterThan(0);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
  expect([readdirSync(folder), jest.getTimerCount()]).toEqual([['store.sqlite'], 0]);
});
