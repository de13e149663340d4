import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { writeManifest } from '../../src/city/manifest.js';
import { runCommand } from '../../src/commands/program.js';
import type { Settings } from '../../src/config/settings.js';
import { parseSettings } from '../../src/config/parse.js';
import { TEST_CITY, testCity } from '../support/city.js';
import { demoToken, ROOT } from '../support/gateway.js';
import { RecordsWorld } from '../support/records.js';
import { headerOf } from '../../src/vaccination-record/csv/wide-row.js';

/** `sekisho record`, beside a gateway that runs (docs/attacks.md P8, P10, V12). */

const world = new RecordsWorld(3);
const [child = '', other = '', third = ''] = world.children;
beforeAll(() => world.start());
afterAll(() => world.stop());

async function sekisho(account: string, ...args: readonly string[]) {
  const { dataDirectory } = world.gateway.settings;
  const [printed, warned]: [string[], string[]] = [[], []];
  let code = 0;
  const environment = {
    ...{ SEKISHO_DATA: dataDirectory, SEKISHO_TODAY: TEST_CITY.asOf, ...world.city.files.environment },
    SEKISHO_TOKEN: await demoToken(dataDirectory, account),
  };
  await runCommand(['node', 'sekisho', ...args], {
    root: ROOT,
    // As of the embedded city: whose household is a member of staff's, is known of that one alone.
    settings: () => ({
      ...parseSettings(environment, dataDirectory),
      city: { embedded: true } as Settings['city'],
    }),
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    exitCode: (value: number) => (code = value),
  });
  return { printed, warned: warned.join('\n'), code };
}

test('lists what has not ended, not whose it is, and ends with 1 where nobody knows what the ledger has', async () => {
  expect(await sekisho('auditor', 'record', 'open')).toMatchObject({
    ...{ printed: [], code: 0 },
    warned: expect.stringMatching(/変更 0件、承認待ち 0件.* 0 that wait/) as string,
  });
  const entered = (await world.record({ atenaNumber: child })).told.immunization as { id: string };
  const at = { atenaNumber: child, id: entered.id };
  await world.correct({ ...at, version: '0', changes: { lot: 'EY0574' } });
  await world.correct({ ...at, version: '1', changes: { lot: 'EY0575' } });
  const waiting = await sekisho('auditor', 'record', 'open');
  expect(waiting.printed.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ state: 'AWAITING_APPROVAL', kind: 'CORRECT', account: 'clerk' }),
  ]);
  expect(waiting.code).toBe(0);
  const { health } = world.gateway.settings.sources;
  if (health.kind !== 'sqlite') throw new Error('the city is a file');
  const holder = new Database(health.path);
  holder.exec('BEGIN IMMEDIATE');
  await world.record({ atenaNumber: other });
  holder.exec('ROLLBACK');
  holder.close();
  const open = await sekisho('auditor', 'record', 'open');
  expect(open.warned).toMatch(/変更 1件、承認待ち 1件/);
  expect(JSON.parse(open.printed[0] ?? '{}')).toMatchObject({ state: 'PENDING', kind: 'RECORD' });
  expect(open.code).toBe(1);
  for (const line of open.printed) expect(line).not.toMatch(new RegExp(`atena|${child}|${other}|EY05`));
  const refused = await sekisho('clerk', 'record', 'open');
  expect([refused.printed, refused.code]).toEqual([[], expect.any(Number)]);
});

test('lists records whose term has ended, for whoever reads the log, on record, and destroys nothing', async () => {
  const health = world.healthNumber(other);
  const rows = world.city.files.rows('health', 'SELECT COUNT(*) AS count FROM kk_sessyu')[0]?.['count'];
  world.city.files.change(
    'health',
    `INSERT INTO kk_sessyu (sessyu_id, kojin_no, yobou_cd, kaisu, sessyu_wymd, syudan_kbn, yosin_kbn)
     VALUES (900001, ?, '071', 1, '4300626', '2', '1')`,
    [health],
  );
  const { printed, warned } = await sekisho('auditor', 'record', 'due');
  const due = printed.map((line) => JSON.parse(line) as { id: string; dueOn: string });
  expect(due.find(({ id }) => id === '900001')).toEqual({
    id: '900001',
    dueOn: '2023-06-26',
    cites: expect.any(String),
  });
  expect(due.every(({ dueOn }) => dueOn <= TEST_CITY.asOf)).toBe(true);
  expect(warned).toContain(`${due.length}件`);
  expect(world.city.files.rows('health', 'SELECT COUNT(*) AS count FROM kk_sessyu')[0]?.['count']).toBe(
    Number(rows) + 1,
  );
  expect((await world.records('COMMAND')).map(({ command }) => command)).toContain('record due');
});

test('a row of nobody that is known is on the list of work too: whoever looks, finds out whose it is', async () => {
  world.city.files.change(
    'health',
    `INSERT INTO kk_sessyu (sessyu_id, kojin_no, yobou_cd, kaisu, sessyu_wymd, syudan_kbn, yosin_kbn)
     VALUES (900002, '9999999999', '071', 1, '4300626', '2', '1')`,
    [],
  );
  const { printed, warned } = await sekisho('auditor', 'record', 'due');
  const told = printed.map((line) => JSON.parse(line) as { id: string });
  expect(told.find(({ id }) => id === '900002')).toEqual({ id: '900002', dueOn: null, owner: 'UNKNOWN' });
  expect(warned).toMatch(/[1-9]\d* rows of nobody that is known/);
  expect(printed.join()).not.toContain('9999999999');
});

test('doses of a file that was staged become records, one that asks for a look waits for a reason, and nobody else may', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-record-'));
  try {
    const path = join(folder, 'wide.csv');
    // A coupon that the city's file does not know, and a lot that no maker makes.
    const line = (coupon: string, lot: string): string =>
      [world.healthNumber(third), '20230401090000', '20230401', coupon, '132101', '本町会場']
        .concat(['見本 太郎', 'ファイザー', lot])
        .join(',');
    const lines = [headerOf(1).join(','), line('9900000001', 'EY0573'), line('9900000002', 'EYO573')];
    writeFileSync(path, lines.map((text) => `${text}\r\n`).join(''));
    expect((await sekisho('vrs-clerk', 'vrs', 'import', path)).warned).toContain('2 doses staged');
    expect((await sekisho('vrs-clerk', 'record', 'import')).warned).toContain('may not use record import');
    const told = await sekisho('clerk', 'record', 'import');
    expect(told.printed.map((text) => JSON.parse(text) as object)).toEqual([
      expect.objectContaining({ line: 2, dose: 1, state: 'WAITING', codes: 'AGE COUPON_UNKNOWN' }),
      expect.objectContaining({
        ...{ line: 3, dose: 1, state: 'SET_ASIDE', codes: 'LOT_FORMAT' },
        message: expect.stringContaining('no lot of this maker') as string,
        messageJa: expect.stringContaining('ロット番号') as string,
      }),
    ]);
    expect(told.code).toBe(1);
    expect(told.printed.join()).not.toContain(world.healthNumber(third));
    expect(await sekisho('clerk', 'record', 'import')).toMatchObject({ printed: [], code: 0 });
    const [waits] = (await sekisho('clerk', 'record', 'waiting')).printed;
    const { id } = JSON.parse(waits ?? '{}') as { id: string };
    expect((await sekisho('clerk', 'record', 'decide', id, '--reason', '券を確認')).code).not.toBe(0);
    const decided = await sekisho('clerk', 'record', 'decide', id, '--accept', '--reason', '券を確認');
    expect(JSON.parse(decided.printed[0] ?? '{}')).toMatchObject({ id, state: 'TAKEN' });
    expect(world.rowsOf(third)).toEqual([
      expect.objectContaining({ yobou_cd: '301', kaisu: 1, lot_no: 'EY0573' }),
    ]);
    expect(await world.file(third)).toEqual([expect.objectContaining({ lot: 'EY0573' })]);
    // What was set aside is decided too, by whoever has looked at the paper.
    const left = (await sekisho('clerk', 'record', 'waiting')).printed;
    expect(left.map((text) => JSON.parse(text) as object)).toEqual([
      expect.objectContaining({ line: 3, state: 'SET_ASIDE' }),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('doses of the own household are set aside with their line, at the reading and at the recording, and somebody else takes them in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-own-'));
  const { dataDirectory } = world.gateway.settings;
  const liveThere = (staff: Record<string, string>) => {
    mkdirSync(join(dataDirectory, 'city'), { recursive: true });
    const manifest = { ...testCity().manifest, staff: { ...testCity().manifest.staff, ...staff } };
    writeManifest(join(dataDirectory, 'city'), manifest);
  };
  const told = async (...args: readonly string[]) => {
    const { printed, ...rest } = await sekisho(...(args as [string]));
    return { ...rest, lines: printed.map((text) => JSON.parse(text) as Record<string, unknown>) };
  };
  const staged = async (account: string) => (await sekisho(account, 'record', 'import')).warned;
  try {
    liveThere({ clerk: other, 'vrs-clerk': child });
    const path = join(folder, 'wide.csv');
    const line = (person: string): string =>
      `${person},20230501090000,20230501,9900000007,132101,本町会場,見本 太郎,ファイザー,EY0573`;
    const lines = [headerOf(1).join(','), ...[child, other].map((one) => line(world.healthNumber(one)))];
    writeFileSync(path, lines.map((text) => `${text}\r\n`).join(''));
    const read = await told('vrs-clerk', 'vrs', 'import', path);
    expect(read.lines).toMatchObject([
      { line: 2, fault: 'CLOSED_PERSON', message: expect.any(String) as string },
    ]);
    expect([read.code, read.warned]).toEqual([1, expect.stringContaining('1 doses staged, 1 lines')]);
    const taken = await told('clerk', 'record', 'import');
    expect(taken.lines).toMatchObject([{ line: 3, state: 'CLOSED', codes: 'CLOSED_PERSON' }]);
    expect([taken.code, taken.warned]).toEqual([1, expect.stringContaining('1 of persons who are closed')]);
    // Somebody else, who is nobody's family.
    liveThere({ clerk: third, 'vrs-clerk': third });
    expect(await sekisho('vrs-clerk', 'vrs', 'import', path)).toMatchObject({ printed: [], code: 0 });
    expect(await staged('clerk')).toMatch(/2 wait for a decision, .* 0 of persons/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
