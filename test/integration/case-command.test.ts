import Database from 'better-sqlite3';
import { runCommand } from '../../src/commands/program.js';
import { parseSettings } from '../../src/config/parse.js';
import { TEST_CITY } from '../support/city.js';
import { EditedCity } from '../support/edited-city.js';
import { demoToken, ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';

/** `sekisho case`, beside a gateway that runs. docs/attacks.md W10. */

let city: EditedCity;
let gateway: TestGateway;
let number: string;
beforeAll(async () => {
  city = new EditedCity();
  const [[person = ''] = []] = city.households(1, 1);
  gateway = await startTestGateway(city.files.environment, { opened: false });
  const answer = await gateway.as<{ openCase: { case: { number: string } | null } }>('clerk', {
    query: 'mutation ($input: OpenCaseInput!) { openCase(input: $input) { case { number } } }',
    variables: {
      input: {
        ...{ idempotencyKey: 'case-command', atenaNumbers: [person], purposes: ['INQUIRY'] },
        ...{ window: 'health-counter', requester: 'PERSON', documents: ['NUMBER_CARD'] },
      },
    },
    purpose: 'INQUIRY',
  });
  number = answer.data.openCase.case?.number ?? '';
});
afterAll(async () => {
  await gateway?.stop();
  city?.remove();
});

async function sekisho(account: string, ...args: readonly string[]) {
  const { dataDirectory } = gateway.settings;
  const [printed, warned]: [string[], string[]] = [[], []];
  let code = 0;
  const environment = {
    ...{ SEKISHO_DATA: dataDirectory, SEKISHO_TODAY: TEST_CITY.asOf },
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

test('lists cases with whom they are about counted, for whoever reads the log, on record', async () => {
  const { printed, warned, code } = await sekisho('auditor', 'case', 'list', '--open');
  expect([printed.map((line) => JSON.parse(line) as object), code]).toEqual([
    [
      expect.objectContaining({
        ...{ number, state: 'OPEN', window: 'health-counter', purposes: ['INQUIRY'] },
        ...{ requester: 'PERSON', openedBy: 'clerk', persons: 1 },
      }),
    ],
    0,
  ]);
  expect(printed.join('')).not.toMatch(/atena/i);
  expect(warned).toContain('1件 / 1 cases');
  const refused = await sekisho('clerk', 'case', 'list');
  expect([refused.printed, refused.code]).toEqual([[], expect.any(Number)]);
  expect(refused.warned).toContain('case list');
});

test('says whether all that was opened is there, and ends with 1 where a case is missing', async () => {
  const whole = await sekisho('auditor', 'case', 'check');
  expect(whole).toMatchObject({
    printed: ['2023年度: 1件(処理中 1、期間経過 0、終了 0) / 1 cases: 1 open, 0 expired, 0 closed'],
    code: 0,
  });
  const { store } = gateway.settings;
  if (store.kind !== 'sqlite') throw new Error('The suites have a store of their own');
  const database = new Database(store.path, { timeout: 10_000 });
  database.prepare('DELETE FROM case_file WHERE number = ?').run(number);
  database.close();
  const lost = await sekisho('auditor', 'case', 'check');
  expect(lost).toMatchObject({ printed: [`記録にあって台帳にない / in the log alone: ${number}`], code: 1 });
});
