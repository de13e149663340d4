import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { OpenActs } from '../../src/audit/reading/open-acts.js';
import type { RecordSystemRecord } from '../../src/audit/record/record-system-record.js';
import { headerOf } from '../../src/vaccination-record/csv/wide-row.js';
import { demoToken, ROOT } from '../support/gateway.js';
import { RecordsWorld } from '../support/records.js';

/** `vrs import` and `record import` by processes of their own, at once, and one of them killed. docs/attacks.md V28. */

const PERSONS = 12;
const TODAY = '2023-06-27';
const LATER = '2023-06-28';

const couponOf = (at: number): string => `99000000${at + 10}`;
const world = new RecordsWorld(PERSONS);
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-doses-'));
  for (const [at, number] of world.children.entries()) {
    world.city.files.change('health', "INSERT INTO kk_ken VALUES (?, ?, '5030412', '0')", [
      ...[couponOf(at), world.healthNumber(number)],
    ]);
    world.city.registry("UPDATE JUKI_KIHON SET UMARE_YMD = '19500401' WHERE ATENA_NO = ?", number);
    world.city.files.change('health', "UPDATE kk_kojin SET umare_wymd = '3250401' WHERE kojin_no = ?", [
      world.healthNumber(number),
    ]);
  }
  await world.start();
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  /** Lines of the file that it told, with their state. */
  readonly told: readonly { readonly line: number; readonly state: string }[];
  readonly warned: string;
  readonly code: number | null;
}

/** Of several processes, the one to be killed: the first that has told two lines, while most are still to be told. */
class Victim {
  private killed: ChildProcess | null = null;

  /** After each line that a process has told, of which this is the number. */
  told(child: ChildProcess, lines: number): void {
    if (lines < 2 || this.killed !== null) return;
    this.killed = child;
    child.kill('SIGKILL');
  }
}

/** The command in a process of its own. */
async function sekisho(
  account: string,
  args: readonly string[],
  { today = TODAY, victim }: { today?: string; victim?: Victim } = {},
): Promise<Run> {
  const { dataDirectory } = world.gateway.settings;
  const program = ['-r', join(ROOT, 'test/support/ts-hook.cjs'), join(ROOT, 'src/cli.ts'), ...args];
  const child = spawn(process.execPath, program, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env['PATH'], SEKISHO_DATA: dataDirectory, SEKISHO_TODAY: today },
      ...world.city.files.environment,
      SEKISHO_TOKEN: await demoToken(dataDirectory, account),
    },
  });
  const ended = once(child, 'close');
  const told: Run['told'][number][] = [];
  let warned = '';
  child.stderr.on('data', (part: Buffer) => (warned += part.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(JSON.parse(line) as Run['told'][number]);
    victim?.told(child, told.length);
  }
  await ended;
  return { told, warned, code: child.exitCode };
}

/** Of each person a dose, and the same misread, in one line of the file each. */
function writeFile(): string {
  const path = join(folder, 'wide.csv');
  const lines = world.children.flatMap((number, at) =>
    ['EY0573', 'EYO573'].map((lot) =>
      [world.healthNumber(number), '20210601090000', '20210601', couponOf(at), '132101']
        .concat(['本町会場', '見本 太郎', 'ファイザー', lot])
        .join(','),
    ),
  );
  writeFileSync(path, [headerOf(1).join(','), ...lines].map((text) => `${text}\r\n`).join(''));
  return path;
}

/** Acts on files and their doses that have a beginning in the log and no end. */
async function openInLog(): Promise<readonly string[]> {
  const { settings, auditKeys } = world.gateway;
  const acts = new OpenActs<RecordSystemRecord & { readonly at: string }>();
  for await (const { record } of readRecords(settings.auditDirectory, auditKeys))
    if (record.kind === 'RECORD_SYSTEM') acts.add(record);
  return acts.open().map(({ act }) => act);
}

const ASIDE = Array.from({ length: PERSONS }, (_, at) => 3 + 2 * at);

test('of processes that take one file’s doses in at once, and one that is killed, none is lost or doubled, and each line is told', async () => {
  const path = writeFile();
  // Whoever comes second to the file itself hears that somebody is at it, or that it was read.
  const read = await Promise.all([1, 2].map(() => sekisho('vrs-clerk', ['vrs', 'import', path])));
  expect(read.map(({ warned }) => warned).join()).toContain(`${2 * PERSONS} doses staged`);

  const victim = new Victim();
  const runs = await Promise.all(
    ['clerk', 'clerk', 'number-clerk'].map((account) => sekisho(account, ['record', 'import'], { victim })),
  );
  const left = runs.filter(({ code }) => code !== null);
  expect(left).toHaveLength(2);
  // What the killed one has left held is free by then.
  const last = await sekisho('clerk', ['record', 'import'], { today: LATER });
  expect(last.warned).toMatch(/ 0 somebody else is at/);

  for (const number of world.children) {
    const rows = world
      .rowsOf(number)
      .map(({ kaisu, lot_no: lot, torikesi_flg: out }) => ({ kaisu, lot, out }));
    expect([number, rows]).toEqual([number, [{ kaisu: 1, lot: 'EY0573', out: '0' }]]);
  }
  const told = [...runs, last].flatMap((run) => run.told);
  expect([...new Set(told.map(({ line }) => line))].sort((a, b) => a - b)).toEqual(ASIDE);
  expect(told.every(({ state }) => state === 'SET_ASIDE')).toBe(true);
  // The one that was told as the kill came is told once more, and no other.
  expect(told.length - ASIDE.length).toBeLessThanOrEqual(1);

  expect(await openInLog()).toEqual([]);

  const taken = [...left, last].map(({ warned }) => Number(/ (\d+) recorded/.exec(warned)?.[1]));
  expect(taken.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(PERSONS);
  const work = await sekisho('clerk', ['record', 'waiting'], { today: LATER });
  expect(work.told.map(({ line, state }) => [line, state])).toEqual(ASIDE.map((line) => [line, 'SET_ASIDE']));
  expect(await sekisho('clerk', ['record', 'import'], { today: LATER })).toMatchObject({ told: [], code: 0 });
}, 240_000);
