import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Command } from 'commander';
import { MUNICIPALITY } from '../../src/about.js';
import { mockCommand } from '../../src/commands/mock.js';
import { reportError } from '../../src/commands/report-error.js';
import { parseSettings } from '../../src/config/parse.js';
import { CHILD, MOTHER } from '../../src/mock/day/newcomers.js';
import type { MockVrs } from '../../src/mock/vrs/start.js';
import { cityEnvironment, TEST_CITY, testCity } from '../support/city.js';
import { ROOT, startVrs } from '../support/gateway.js';

/** `sekisho mock day`, with which docs/a-day.md begins on the demo. */

let folder: string;
let vrs: MockVrs | null;
beforeEach(() => {
  [folder, vrs] = [mkdtempSync(join(tmpdir(), 'sekisho-mock-day-')), null];
});
afterEach(async () => {
  await vrs?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function day(more: Record<string, string> = {}) {
  const [printed, warned]: [string[], string[]] = [[], []];
  let code = 0;
  const context = {
    root: ROOT,
    settings: () => ({
      ...parseSettings({ ...cityEnvironment(folder), ...more }, folder),
      city: { ...TEST_CITY, embedded: true },
    }),
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    exitCode: (value: number) => void (code = value),
  };
  const program = new Command();
  mockCommand(program, context);
  await program
    .parseAsync(['mock', 'day'], { from: 'user' })
    .catch((error: unknown) => reportError(error, context));
  return { code, printed, warned };
}

test('without the demo’s city and stand-in it says what to start', async () => {
  const { code, printed, warned } = await day();
  expect([code, printed, warned.join()]).toEqual([2, [], expect.stringMatching(/npm start/)]);
});

test('it prepares once, tells the same two each time, and takes over whoever has moved in since', async () => {
  cpSync(testCity().directory, join(folder, 'city'), { recursive: true });
  vrs = await startVrs(folder);
  const first = await day();
  expect([first.code, first.warned]).toEqual([0, []]);
  expect(first.printed).toEqual([expect.stringMatching(/^protected=\d{15} former=\d{15}$/)]);
  expect(await day()).toEqual(first);
  const registry = new Database(join(folder, 'city', MUNICIPALITY, 'registry.sqlite'));
  // The mother has moved in, the child has not.
  registry
    .prepare('UPDATE JUKI_KIHON SET ATENA_NO = ? WHERE ATENA_NO = (SELECT MAX(ATENA_NO) FROM JUKI_KIHON)')
    .run(MOTHER.atenaNumber);
  registry
    .prepare(
      "INSERT INTO JUKI_RENKEI (UKE_NO, UKE_ID, UKE_KBN, ATENA_NO, IDO_JIYU) VALUES (1, 'mother', '1', ?, '10')",
    )
    .run(MOTHER.atenaNumber);
  registry.close();
  const second = await day();
  expect([second.code, second.printed]).toEqual([0, first.printed]);
  expect(second.warned).toEqual([expect.stringContaining(MOTHER.atenaNumber)]);
  expect(second.warned.join()).not.toContain(CHILD.atenaNumber);
  expect((await day()).warned).toEqual([]);
});
