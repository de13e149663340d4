import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ROOT } from '../../support/gateway.js';

/** docs/attacks.md K7: threads stand behind the event loop, however nice the process is. */

const HOOK = join(ROOT, 'test/support/ts-hook.cjs');
const source = (path: string): string => JSON.stringify(join(ROOT, 'src', path));

const directory = mkdtempSync(join(tmpdir(), 'sekisho-nice-'));
const path = join(directory, 'some.sqlite');
new Database(path).exec('CREATE TABLE some (one)').close();
afterAll(() => rmSync(directory, { recursive: true }));

/** Asks a lane one statement and prints how nice the process's main thread and its nicest thread are. */
const PROGRAM = `
  const { Lane } = require(${source('database/lane.ts')});
  const { getPriority } = require('node:os');
  const { readdirSync } = require('node:fs');
  const lane = new Lane({ path: ${JSON.stringify(path)}, pragmas: [], threads: 1 });
  lane.run('SELECT 1 AS one', [], new AbortController().signal).then(({ rows }) => {
    const threads = readdirSync('/proc/self/task').map((thread) => getPriority(Number(thread)));
    console.log(JSON.stringify([rows, getPriority(process.pid), Math.max(...threads)]));
    process.exit(0);
  });`;

test.each([0, 7])('under nice %i a thread of statements is nicer than the loop by five', (nice) => {
  const printed = execFileSync('nice', ['-n', String(nice), process.execPath, '-r', HOOK, '-e', PROGRAM], {
    encoding: 'utf8',
    cwd: ROOT,
  });
  const [rows, loop, thread] = JSON.parse(printed) as [unknown, number, number];
  expect(rows).toEqual([{ one: 1 }]);
  expect(thread).toBe(Math.min(19, loop + 5));
});
