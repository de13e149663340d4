import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import Sqlite from 'better-sqlite3';
import { IndexDatabase } from '../../../src/audit/index/index-database.js';
import type { CommandContext } from '../../../src/commands/context.js';
import { storeCommands } from '../../../src/commands/store.js';
import { parseSettings } from '../../../src/config/parse.js';
import { NewerStoreError, StoreInUseError } from '../../../src/database/migration-errors.js';
import { MIGRATED_ROOMS } from '../../../src/gateway/migrated-rooms.js';
import { ROOT } from '../../support/gateway.js';
import { appliedIn, rowsOf, StoresBefore } from '../database/before-migrations.js';

let before: StoresBefore;
let exit: number;
let store: string;
beforeEach(() => {
  before = new StoresBefore();
  store = before.store;
});
afterEach(() => before.remove());

async function run(...args: string[]): Promise<readonly string[]> {
  const printed: string[] = [];
  exit = 0;
  const settings = parseSettings({ SEKISHO_DATA: before.folder, SEKISHO_STORE_URL: `sqlite:${store}` }, ROOT);
  const context: CommandContext = {
    root: ROOT,
    settings: () => settings,
    print: (line) => void printed.push(line),
    warn: () => undefined,
    exitCode: (code) => void (exit = code),
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  storeCommands(program, context);
  for (const command of program.commands.flatMap((made) => [made, ...made.commands]))
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync(['node', 'sekisho', 'store', 'migrate', ...args]);
  return printed;
}

test('--check shows what is pending and writes nothing; the command applies it, and then nothing is', async () => {
  const was = [rowsOf(before.store), rowsOf(before.index)];
  expect((await run('--check')).at(-1)).toMatch(
    /^index: .* at step 0, pending: 1 first-tables, 2 details-and-subjects$/,
  );
  expect(exit).toBe(1);
  expect([rowsOf(before.store), rowsOf(before.index)]).toEqual(was);
  const all = Object.fromEntries(MIGRATED_ROOMS.map(({ room, steps }) => [room, steps.length]));
  const { index, ...ofStore } = all;
  expect((await run()).filter((line) => line.includes('applied: ')).length).toBe(
    Object.values(all).reduce((sum, steps) => sum + steps, 0),
  );
  expect([appliedIn(before.store), appliedIn(before.index)]).toEqual([ofStore, { index }]);
  expect((await run('--check')).every((line) => line.includes('nothing pending'))).toBe(true);
  expect(exit).toBe(0);
});

test('--check changes no byte of a file, not even of one that is no store of ours', async () => {
  store = join(before.folder, 'legacy.sqlite');
  const legacy = new Sqlite(store);
  legacy.exec(
    "CREATE TABLE JUKI_KIHON (ATENA_NO CHAR(15)); INSERT INTO JUKI_KIHON VALUES ('000000000100001')",
  );
  legacy.close();
  const was = readFileSync(store);
  await run('--check');
  expect(readFileSync(store).equals(was)).toBe(true);
});

test('--check does not make a database that is not there', async () => {
  store = join(before.folder, 'none.sqlite');
  expect((await run('--check'))[0]).toContain(
    'staff: 手順0、未適用あり / at step 0, pending: 1 first-tables',
  );
  expect(existsSync(store)).toBe(false);
});

/** docs/attacks.md M10 */
test.each([[[]], [['--check']], [['--to', 'staff=1']]])(
  'a folder that was mistyped is told, and nothing is made in it: %j',
  async (args) => {
    store = join(before.folder, 'mistyped', 'store.sqlite');
    await expect(run(...args)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', detail: 'no such folder' });
    expect(existsSync(join(before.folder, 'mistyped'))).toBe(false);
  },
);

test('--to says which steps it takes back, and takes them back', async () => {
  await run();
  const [first, last] = await run('--to', 'index=1');
  expect(first).toBe('index: 戻します / taking back: 2 details-and-subjects');
  expect(last).toContain('back at step 1');
  expect(appliedIn(before.index)).toEqual({ index: 1 });
  expect(await run('--to', 'index=1')).toEqual([expect.stringContaining('nothing to take back (at step 1)')]);
});

test('--to refuses while another has the store open, and what is no room or no step', async () => {
  await run();
  const other = await IndexDatabase.open({ url: { kind: 'sqlite', path: before.index } });
  await expect(run('--to', 'index=1')).rejects.toBeInstanceOf(StoreInUseError);
  await other.close();
  for (const target of ['nothing=1', 'index=0', 'index=3', 'index'])
    await expect(run('--to', target)).rejects.toBeInstanceOf(CommanderError);
  await expect(run('--check', '--to', 'index=1')).rejects.toBeInstanceOf(CommanderError);
  expect(appliedIn(before.index)).toEqual({ index: 2 });
});

test('a newer store is shown with exit code 1, and refused before any other is written to', async () => {
  await run();
  const database = new Sqlite(before.index);
  database.exec("UPDATE sekisho_migration SET number = 7 WHERE room = 'index'");
  database.close();
  const staff = new Sqlite(before.store);
  staff.exec('DELETE FROM sekisho_migration');
  staff.close();
  expect((await run('--check')).at(-1)).toContain('index is at step 7');
  expect(exit).toBe(1);
  await expect(run()).rejects.toBeInstanceOf(NewerStoreError);
  expect(appliedIn(before.store)).toEqual({});
});
