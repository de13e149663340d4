import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { mockCommand } from '../../src/commands/mock.js';
import { reportError } from '../../src/commands/report-error.js';
import { parseSettings } from '../../src/config/parse.js';
import type { MockIntermediate } from '../../src/mock/intermediate/start.js';
import { cityEnvironment, cityRows, TEST_CITY, testCity } from '../support/city.js';
import { ROOT, startNetwork } from '../support/gateway.js';
import { example } from '../support/intermediate/examples.js';
import { KOGANEI, VACCINATIONS } from '../support/intermediate/world.js';

/** `sekisho mock intermediate ask`: another body's side of an exchange, as whoever reads docs/linkage.md plays it (docs/attacks.md N6). */
let folder: string;
let network: MockIntermediate | null;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-mock-ask-'));
  symlinkSync(testCity().directory, join(folder, 'city'));
  network = await startNetwork(folder);
});
afterEach(async () => {
  await network?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(...args: readonly string[]) {
  const lines: string[] = [];
  let code = 0;
  const context = {
    root: ROOT,
    settings: () => ({
      ...parseSettings(cityEnvironment(folder), folder),
      city: { ...TEST_CITY, embedded: true },
    }),
    print: (line: string) => void lines.push(line),
    warn: (line: string) => void lines.push(line),
    exitCode: (value: number) => void (code = value),
  };
  const program = new Command();
  mockCommand(program, context);
  await program
    .parseAsync(['mock', 'intermediate', 'ask', ...args], { from: 'user' })
    .catch((error: unknown) => reportError(error, context));
  return { code, text: lines.join('\n') };
}

const togoOf = (atenaNumber: string): string =>
  cityRows<{ togo: string }>(
    'address-name',
    "SELECT TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND YUKO_KUBUN = '1' AND GYOMU_NO = ?",
    atenaNumber,
  )[0]?.togo ?? '';
const known = (name: 'movedIn' | 'movedOut' | 'protectedOne') => example(folder, name);

test('Kokubunji asks, and is shown what the city gave', async () => {
  const { code, text } = await ask('--about', known('movedOut').replace(/^0+/, ''));
  expect([code, text]).toEqual([0, expect.stringMatching(/ANSWERED\n\{[^]*"vaccine"/)]);
});

test('of a protected person it is told what it is told of somebody without a copy', async () => {
  const [hidden, none] = [
    await ask('--about', known('protectedOne')),
    await ask('--about', known('movedIn')),
  ];
  const withoutNumber = (text: string) => text.replace(/\d{20}/, '');
  expect(hidden.text).toMatch(/REFUSED\n.*NOT_PROVIDED/);
  expect(withoutNumber(hidden.text)).toBe(withoutNumber(none.text));
});

test('the list decides about row and item', async () => {
  expect((await ask('--about', known('movedOut'), '--row', '18')).text).toMatch(/ITEM_NOT_LISTED \(18/);
  expect((await ask('--about', known('movedOut'), '--row', '999')).text).toMatch(/ROW_UNKNOWN/);
});

test('what waits for an approval is told as waiting', async () => {
  network?.state
    .prepare(
      `INSERT INTO restriction SELECT institution, link, '${VACCINATIONS}', 1, 0, 0, 'KG-1' FROM person
       WHERE institution = ? AND integrated = ?`,
    )
    .run(KOGANEI, togoOf(known('movedOut')));
  const { code, text } = await ask('--about', known('movedOut'), '--wait', '1');
  expect([code, text]).toEqual([0, expect.stringMatching(/SENT\n.*provisionRequests/)]);
});

test('a body that does not know the person is said to be one, with whom it knows', async () => {
  const { code, text } = await ask('--about', known('movedOut'), '--as', 'insurer');
  expect([code, text]).toEqual([2, expect.stringMatching(/does not know this person.*examples\.json/)]);
});

test('a stand-in that has ended is said to be silent, with what to do', async () => {
  await network?.close();
  network = null;
  const { code, text } = await ask('--about', known('movedOut'));
  expect([code, text]).toEqual([2, expect.stringMatching(/SOURCE_UNAVAILABLE.*npm start/)]);
});
