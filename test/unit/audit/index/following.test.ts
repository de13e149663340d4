import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndexDatabase } from '../../../../src/audit/index/index-database.js';
import { IndexWorker } from '../../../../src/audit/index/index-worker.js';
import { SqlIndex } from '../../../../src/audit/index/sql-index.js';
import { auditCommands } from '../../../../src/commands/audit/audit.js';
import type { CommandContext } from '../../../../src/commands/context.js';
import { parseSettings } from '../../../../src/config/parse.js';
import { openIndexDatabase } from '../../../../src/gateway/open-access-index.js';
import { Command } from 'commander';
import { answer, Workplace } from '../fixtures.js';

const ROOT = join(__dirname, '..', '..', '..', '..');
const PROGRAM = {
  file: join(ROOT, 'src', 'audit', 'index', 'index-thread.ts'),
  execArgv: ['-r', join(ROOT, 'test', 'support', 'ts-hook.cjs')],
};
const EVER = { from: '1970-01-01T00:00:00.000Z', to: '9999-01-01T00:00:00.000Z', first: 100, after: null };
let place: Workplace;

beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

test('a thread of its own follows a log that is being written, and says when it cannot', async () => {
  const url = { kind: 'sqlite', path: join(place.root, 'index.sqlite') } as const;
  const log = await place.open();
  const faults: unknown[] = [];
  const order = {
    url,
    directory: place.audit,
    keyFile: join(place.root, 'keys', 'audit.json'),
    secret: null,
    onFault: (error: unknown) => void faults.push(error),
  };
  const worker = new IndexWorker({ ...order, program: PROGRAM });
  const database = await IndexDatabase.open({ url });
  const index = new SqlIndex(database);
  const found = async () => (await index.accessesTo(log.pseudonym('1000001'), EVER)).length;
  await answer(log, 'first');
  await worker.catchUp();
  expect([await found(), worker.lag()]).toEqual([1, 0]);
  await answer(log, 'second');
  await worker.catchUp();
  expect(await found()).toBe(2);
  await database.query('DROP TABLE access_progress');
  await answer(log, 'third');
  await expect(worker.catchUp()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(faults).toEqual([expect.objectContaining({ code: 'AUDIT_UNAVAILABLE' })]);
  await worker.close();
  await log.close();
  await database.close();
}, 30_000);

describe('sekisho audit index', () => {
  const printed: string[] = [];
  let exit = 0;

  async function run(...args: string[]): Promise<string> {
    printed.length = 0;
    exit = 0;
    const settings = parseSettings({ SEKISHO_DATA: place.root }, place.root);
    const context: CommandContext = {
      root: ROOT,
      settings: () => settings,
      print: (line) => void printed.push(line),
      warn: () => undefined,
      exitCode: (code) => void (exit = code),
    };
    const program = new Command();
    auditCommands(program, context);
    await program.parseAsync(['node', 'sekisho', 'audit', 'index', ...args]);
    return printed.join('\n');
  }
  const openDatabase = () => openIndexDatabase(parseSettings({ SEKISHO_DATA: place.root }, place.root));

  beforeEach(async () => {
    const log = await place.open();
    for (let at = 0; at < 3; at++) await answer(log, `r${at}`);
    await log.close();
  });

  test('brings up to date, checks, names what was edited, and makes anew', async () => {
    expect(await run()).toContain('3 answers');
    expect(await run('--check')).toContain('says what the journal says: 3 answers');
    const database = await openDatabase();
    await database.query(
      'DELETE FROM access_subject WHERE operation = (SELECT MAX(operation) FROM access_subject)',
    );
    await database.close();
    expect(await run('--check')).toMatch(/first at gw1\/\d+\./);
    expect(exit).toBe(1);
    expect(await run('--rebuild', '--check')).toContain('3 answers');
    expect(exit).toBe(0);
  });

  test('a file that is no database any more is made anew', async () => {
    writeFileSync(
      join(place.root, 'audit-index.sqlite'),
      'not a database, and long enough to be read as the head of one'.repeat(20),
    );
    expect(await run()).toContain('3 answers');
  });
});
