import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Lane, LaneError } from '../../../src/database/lane.js';

/** docs/attacks.md J1, K1, J6: statements on a file run beside the process, and none holds it or the next one for ever. */

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-lane-'));
  path = join(folder, 'a.sqlite');
  const database = new Database(path);
  database.exec("CREATE TABLE t (n INTEGER, s TEXT); INSERT INTO t VALUES (1, '一'), (2, '二')");
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Counts for a second or more, within one call of the driver: nothing can end it before. */
const LONG =
  'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 15000000) SELECT MAX(n) AS n FROM c';
const live = (): AbortSignal => new AbortController().signal;
const lanes: Lane[] = [];
function open(options: Partial<ConstructorParameters<typeof Lane>[0]> = {}): Lane {
  const lane = new Lane({ path, pragmas: ['case_sensitive_like = ON'], threads: 1, ...options });
  lanes.push(lane);
  return lane;
}
afterEach(async () => {
  await Promise.all(lanes.splice(0).map((lane) => lane.close()));
});

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: unknown) => (error instanceof LaneError ? error.code : String(error)),
  );

test('answers with rows as the driver gives them, and says how long it took', async () => {
  const { rows, spentMs } = await open().run('SELECT n, s FROM t WHERE n > ? ORDER BY n', [0], live());
  expect(rows).toEqual([
    { n: 1, s: '一' },
    { n: 2, s: '二' },
  ]);
  expect(spentMs).toBeGreaterThan(0);
});

const MANY =
  'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 20000) SELECT n, n AS one, n AS other FROM c';

test('docs/attacks.md K4: many rows come over in parts, all in order, and the process goes on in between', async () => {
  const lane = open();
  await lane.run('SELECT n FROM t', [], live());
  let turns = 0;
  // On a busy machine the second may be there as soon as the first: then nothing could come in between.
  for (let tries = 0; tries < 50 && turns === 0; tries += 1) {
    let over = false;
    const look = (): void => {
      turns++;
      if (!over) setImmediate(look);
    };
    const answers = [lane.run(MANY, [], live()), lane.run(MANY, [], live())];
    const [first] = await Promise.all([answers[0], lane.run('SELECT n FROM t', [], live())]);
    setImmediate(look);
    const second = await answers[1];
    over = true;
    for (const answer of [first, second])
      expect(answer?.rows.map(({ n }) => n)).toEqual(Array.from({ length: 20_000 }, (_, at) => at + 1));
  }
  expect(turns).toBeGreaterThan(0);
});

test('rows that are on their way when the thread ends are all there, or there is no answer', async () => {
  const lane = open();
  const answer = lane.run(MANY, [], live()).then(
    ({ rows }) => rows.length,
    () => 20_000,
  );
  for (let at = 0; at < 20; at++) await new Promise((resolve) => setImmediate(resolve));
  await lane.close();
  expect(await answer).toBe(20_000);
});

test('a long statement is given up, its thread with it, and the next has another', async () => {
  const lane = open({ statementMs: 1_000 });
  const long = codeOf(lane.run(LONG, [], live()));
  const next = lane.run('SELECT n FROM t', [], live());
  expect(await long).toBe('LANE_TIMEOUT');
  expect((await next).rows).toHaveLength(2);
});

test('while a statement runs, this process goes on', async () => {
  let turns = 0;
  const turning = setInterval(() => turns++, 1);
  await codeOf(open({ statementMs: 1_000 }).run(LONG, [], live()));
  clearInterval(turning);
  expect(turns).toBeGreaterThan(20);
});

test('what nobody waits for any more is not begun', async () => {
  const lane = open({ statementMs: 1_000 });
  const gone = new AbortController();
  const first = codeOf(lane.run(LONG, [], live()));
  const never = codeOf(lane.run(LONG, [], gone.signal));
  gone.abort();
  expect(await first).toBe('LANE_TIMEOUT');
  // Were it begun, this would wait for its limit, too, in the one thread there is.
  expect((await lane.run('SELECT 1 AS one', [], live())).rows).toEqual([{ one: 1 }]);
  expect(await never).toBe('LANE_ABORTED');
});

test('threads that cannot end are not begun without number: with four the file counts as gone', async () => {
  const lane = open({ statementMs: 1_500, busyMs: 60_000, threads: 4 });
  const four = (sql: string): Promise<string[]> =>
    Promise.all([1, 2, 3, 4].map(() => codeOf(lane.run(sql, [], live()))));
  // Each has its thread before the lock falls: one that is still being made can be ended at once.
  expect(await untilAll('answered', () => four('SELECT n FROM t'))).toBe(true);
  const lock = new Database(path);
  lock.exec('BEGIN EXCLUSIVE');
  try {
    // They wait within the driver, where nobody can end them.
    expect(await four('SELECT n FROM t')).toEqual(new Array(4).fill('LANE_TIMEOUT'));
    // Refused without a thread: it was given no time.
    await expect(lane.run('SELECT 1', [], live())).rejects.toMatchObject({
      code: 'LANE_TIMEOUT',
      spentMs: 0,
    });
  } finally {
    lock.close();
  }
  // The waiting of the driver is over, the threads end, and the file is there again.
  expect(
    await untilAll('answered', () => Promise.all([codeOf(lane.run('SELECT n FROM t', [], live()))])),
  ).toBe(true);
});

async function untilAll(wanted: string, ask: () => Promise<readonly string[]>): Promise<boolean> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await ask()).every((code) => code === wanted)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

test('a transaction that lost its thread goes on in none: nothing of it is done, and nothing after it is part of it', async () => {
  const lane = open({ writes: true, statementMs: 1_000, busyMs: 100 });
  const add = (n: number, within: boolean): Promise<string> =>
    codeOf(lane.run('INSERT INTO t VALUES (?, ?)', [n, '外'], live(), within));
  await lane.run('BEGIN IMMEDIATE', [], live());
  expect(await add(8, true)).toBe('answered');
  expect(await codeOf(lane.run(LONG, [], live(), true))).toBe('LANE_TIMEOUT');
  expect(await add(9, true)).toBe('LANE_LOST');
  // One that nobody ended is undone by whatever comes next.
  expect(
    await untilAll('answered', () => Promise.all([codeOf(lane.run('BEGIN IMMEDIATE', [], live()))])),
  ).toBe(true);
  expect(await add(10, true)).toBe('answered');
  expect((await lane.run('SELECT COUNT(*) AS n FROM t', [], live())).rows).toEqual([{ n: 2 }]);
  expect(await codeOf(lane.run('COMMIT', [], live(), true))).toBe('LANE_LOST');
});

test('a fault is told by its code, never by the driver’s text', async () => {
  const lane = open();
  expect(await codeOf(lane.run('SELECT secret FROM t', [], live()))).toBe('SQLITE_ERROR');
  expect(await codeOf(lane.run("INSERT INTO t VALUES (3, '三')", [], live()))).not.toBe('answered');
  expect(await codeOf(open({ path: join(folder, 'none.sqlite') }).run('SELECT 1', [], live()))).toBe(
    'ENOENT',
  );
});
