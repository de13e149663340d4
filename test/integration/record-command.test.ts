import Database from 'better-sqlite3';
import { runCommand } from '../../src/commands/program.js';
import { parseSettings } from '../../src/config/parse.js';
import { TEST_CITY } from '../support/city.js';
import { demoToken, ROOT } from '../support/gateway.js';
import { RecordsWorld } from '../support/records.js';

/** `sekisho record`, beside a gateway that runs (docs/attacks.md P8, P10). */

const world = new RecordsWorld(2);
const [child = '', other = ''] = world.children;
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
    ...{ root: ROOT, settings: () => parseSettings(environment, dataDirectory) },
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    exitCode: (value: number) => (code = value),
  });
  return { printed, warned: warned.join('\n'), code };
}

test('lists what has not ended, not whose it is, and ends with 1 where nobody knows what the ledger has', async () => {
  expect(await sekisho('auditor', 'record', 'open')).toMatchObject({ printed: [], code: 0 });
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
