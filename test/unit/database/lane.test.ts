import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { LaneAnswer } from '../../../src/database/lane-answer.js';
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

describe('statements that the event loop carries out itself', () => {
  const BY_KEY = 'SELECT s FROM k WHERE n IN (SELECT value FROM json_each(?))';
  let keyed: string;
  beforeEach(() => {
    keyed = join(mkdtempSync(join(folder, 'keyed-')), 'k.sqlite');
    writeTable(keyed, '一');
  });
  function writeTable(to: string, text: string): void {
    const database = new Database(to);
    database.exec('CREATE TABLE k (n INTEGER PRIMARY KEY, s TEXT)');
    const insert = database.prepare('INSERT INTO k VALUES (?, ?)');
    database.transaction(() => {
      for (let n = 1; n <= 5_000; n++) insert.run(n, text);
    })();
    database.close();
  }

  /** Asks a thread until the loop may answer by itself: on a busy machine nothing is quick at first. */
  async function untilNow(lane: Lane, sql: string, values: readonly unknown[]): Promise<LaneAnswer | null> {
    for (let tries = 0; tries < 200; tries++) {
      await lane.run(sql, values, live());
      const answer = lane.now(sql, values);
      if (answer !== null) return answer;
    }
    return null;
  }

  test('are those by keys, once a thread has found them short; they come to the same', async () => {
    const lane = open({ path: keyed });
    expect(lane.now(BY_KEY, ['[1,2]'])).toBeNull();
    expect((await untilNow(lane, BY_KEY, ['[1,2]']))?.rows).toEqual([{ s: '一' }, { s: '一' }]);
    expect((await untilNow(lane, BY_KEY, ['[7]']))?.rows).toEqual([{ s: '一' }]);
    expect((await untilNow(lane, BY_KEY, ['[99999]']))?.rows).toEqual([]);
  });

  test.each([
    ['a range of keys', 'SELECT s FROM k WHERE n > ? AND n < 100', [4_990]],
    ['a first row, wherever it lies', 'SELECT s FROM k WHERE s = ? LIMIT 1', ['一']],
    ['many rows', 'SELECT s FROM k', []],
    [
      'a count',
      'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 5) SELECT MAX(n) AS n FROM c',
      [],
    ],
  ])('are not those through %s', async (_what, sql, values) => {
    const lane = open({ path: keyed });
    expect(await untilNow(lane, BY_KEY, ['[1]'])).not.toBeNull();
    for (let tries = 0; tries < 5; tries++) {
      await lane.run(sql, values, live());
      expect(lane.now(sql, values)).toBeNull();
    }
  });

  test('nor one of many keys, or one whose answer has grown', async () => {
    const lane = open({ path: keyed });
    expect(await untilNow(lane, BY_KEY, ['[1]'])).not.toBeNull();
    expect(lane.now(BY_KEY, [JSON.stringify(Array.from({ length: 500 }, (_, at) => at))])).toBeNull();
    const few = JSON.stringify(Array.from({ length: 150 }, (_, at) => at + 1));
    expect(lane.now(BY_KEY, [few])).toBeNull();
    expect((await lane.run(BY_KEY, [few], live())).rows).toHaveLength(150);
  });

  test('a lock is not waited for, and the process goes on', async () => {
    const lane = open({ path: keyed, busyMs: 100 });
    expect(await untilNow(lane, BY_KEY, ['[1]'])).not.toBeNull();
    const lock = new Database(keyed);
    lock.exec('BEGIN EXCLUSIVE');
    expect(lane.now(BY_KEY, ['[1]'])).toBeNull();
    expect(await lane.version(live())).toBeNull();
    expect(await codeOf(lane.run(BY_KEY, ['[1]'], live()))).toBe('SQLITE_BUSY');
    lock.close();
    expect(await untilNow(lane, BY_KEY, ['[1]'])).not.toBeNull();
  });

  test('another file in the place of the old one is a thread’s first, and so is one that is gone', async () => {
    const lane = open({ path: keyed });
    expect(await untilNow(lane, BY_KEY, ['[1]'])).not.toBeNull();
    const next = `${keyed}.next`;
    writeTable(next, '二');
    renameSync(next, keyed);
    expect(lane.now(BY_KEY, ['[1]'])).toBeNull();
    expect((await untilNow(lane, BY_KEY, ['[1]']))?.rows).toEqual([{ s: '二' }]);
    rmSync(keyed);
    expect(lane.now(BY_KEY, ['[1]'])).toBeNull();
    expect(await codeOf(lane.run(BY_KEY, ['[1]'], live()))).toBe('ENOENT');
  });

  test('the version of a file changes with each commit, and with another file', async () => {
    const lane = open({ path: keyed });
    const version = async (): Promise<string> => {
      for (let tries = 0; tries < 200; tries++) {
        const told = await lane.version(live());
        if (told !== null) return told;
      }
      throw new Error('never quick');
    };
    const before = await version();
    expect(await version()).toBe(before);
    const writer = new Database(keyed);
    writer.exec("UPDATE k SET s = '三' WHERE n = 1");
    writer.close();
    const written = await version();
    expect(written).not.toBe(before);
    const next = `${keyed}.next`;
    writeTable(next, '三');
    renameSync(next, keyed);
    expect(await version()).not.toBe(written);
  });

  test('what no thread has found quick just before is a thread’s', async () => {
    const lane = open({ path: keyed });
    expect(await untilNow(lane, BY_KEY, ['[1]'])).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(lane.now(BY_KEY, ['[1]'])).toBeNull();
  });
});
