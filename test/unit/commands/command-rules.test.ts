import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { COMMAND_RULES, type PersonCommand } from '../../../src/commands/command-rules.js';
import { TWINS } from '../../../src/commands/remote/twins-data.js';
import { runCommand, sekishoProgram } from '../../../src/commands/program.js';
import { parseSettings } from '../../../src/config/parse.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { TEST_CITY } from '../../support/city.js';
import { demoToken, ROOT } from '../../support/gateway.js';

/**
 * Who may run a command is in one table. Each command of the program stands there, or here among those that touch nobody
 * that is real; a new one is in neither, and fails. docs/attacks.md M25. Nor does one open without a case what the graph opens under one: A25.
 */

const NOBODY: Readonly<Record<string, string>> = {
  serve: 'the gateway itself, which asks every caller',
  'city build': 'makes a city of nobody',
  token: 'signs in to the demo; refused in production',
  'audit index': 'counts of a log, no content',
  'audit verify': 'counts and hashes of a log, no content',
  'audit key': 'a public key',
  'audit prove': 'hashes that hold a record in its log',
  'audit check-proof': 'hashes that hold a record in its log',
  'policy lint': 'the rules',
  'policy matrix': 'the rules',
  'policy explain': 'the rules',
  'policy diff': 'the rules',
  'schema print': 'the graph',
  'documents keygen': 'keys of documents',
  'documents sign': 'documents of clients',
  'documents list': 'documents of clients',
  'store migrate': 'tables, no rows',
  'staff first-administrator': 'accounts, and only where there is none',
  'mock intermediate': 'a stand-in; refused in production',
  'mock intermediate ask': 'a stand-in; refused in production',
  'mock vrs': 'a stand-in; refused in production',
  'mock day': 'plays other systems of the demo city; refused in production',
  doctor: 'whether everything is there, no rows',
  ...Object.fromEntries(TWINS.map(({ name }) => [name, 'the gateway judges whose token it is sent'])),
};

/** What a command takes before it may be asked who runs it. */
const DAYS = ['--from', '2023-06-01', '--to', '2023-06-30'];
const TAKES: Partial<Record<PersonCommand, readonly string[]>> = {
  'audit search': ['--subject', '100023'],
  'audit expand': ['--record', 'gw1/1'],
  'audit report access': DAYS,
  'audit report review': DAYS,
  'audit report records': DAYS,
  'audit report performance': DAYS,
  'audit report drift': DAYS,
  'record decide': ['some-id', '--accept', '--reason', 'slip'],
  'vrs import': ['/nowhere/doses.csv'],
  'vrs export': ['/nowhere/doses.csv'],
  'city export': ['--out', '/nowhere/city'],
};

let data: string;
beforeAll(() => (data = mkdtempSync(join(tmpdir(), 'sekisho-rules-'))));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const printed: string[] = [];
const warned: string[] = [];
let code = 0;
const contextOf = (environment: Readonly<Record<string, string>> = {}) => ({
  root: ROOT,
  settings: () => parseSettings({ SEKISHO_DATA: data, SEKISHO_TODAY: TEST_CITY.asOf, ...environment }, data),
  print: (line: string) => void printed.push(line),
  warn: (line: string) => void warned.push(line),
  exitCode: (value: number) => (code = value),
});

/** Commands that do something, by what is typed; one that takes a kind is one for each. */
function namesOf(command: Command, before: string): readonly string[] {
  const below = command.commands.flatMap((one) => namesOf(one, `${before} ${one.name()}`.trim()));
  const kinds = command.registeredArguments.find((one) => one.name() === 'kind')?.argChoices;
  const does = '_actionHandler' in command && command['_actionHandler'] != null;
  return [...(does ? (kinds ?? ['']).map((kind) => `${before} ${kind}`.trim()) : []), ...below];
}
const ruled = Object.keys(COMMAND_RULES) as PersonCommand[];

test('every command has a rule, or touches nobody', async () => {
  const names = namesOf(await sekishoProgram(contextOf()), '').filter((name) => name !== '');
  expect(names.filter((name) => !Object.hasOwn(COMMAND_RULES, name) && !Object.hasOwn(NOBODY, name))).toEqual(
    [],
  );
  expect([...ruled, ...Object.keys(NOBODY)].filter((name) => !names.includes(name))).toEqual([]);
  expect(ruled.filter((name) => Object.hasOwn(NOBODY, name))).toEqual([]);
});

async function run(name: PersonCommand, environment: Readonly<Record<string, string>>) {
  for (const lines of [printed, warned]) lines.length = 0;
  code = 0;
  await runCommand(['node', 'sekisho', ...name.split(' '), ...(TAKES[name] ?? [])], contextOf(environment));
  return { code, printed: [...printed], warned: warned.join('\n') };
}

test.each(ruled)('%s asks who runs it, before anything is opened', async (name) => {
  const told = await run(name, {});
  expect([told.code, told.printed]).toEqual([2, []]);
  expect(told.warned).toMatch(/^UNAUTHENTICATED: /);
  expect(existsSync(join(data, 'audit'))).toBe(false);
});

// Nobody of the city that `city export` takes along is real: any account may, on record.
describe.each(ruled.filter((name) => COMMAND_RULES[name].purposes.length > 0))('%s', (name) => {
  test.each(['dashboard', 'registry-clerk'])(
    'is refused to %s, who is told for whom it is',
    async (account) => {
      const told = await run(name, { SEKISHO_TOKEN: await demoToken(data, account) });
      expect([told.code, told.printed]).toEqual([2, []]);
      expect(told.warned).toMatch(/^FORBIDDEN: /);
      expect(told.warned).toContain(COMMAND_RULES[name].who[0]);
      expect(told.warned).toContain(COMMAND_RULES[name].who[1]);
      expect(readdirSync(data)).not.toContain('audit');
    },
  );
});

const { purposes: byPolicy } = loadPolicy(join(ROOT, 'policy', 'koganei'));
test.each(ruled)('%s is run under no purpose that begins with somebody’s request', (name) => {
  // A command names no case, and no birth date beside the number: the desk asks by `sekisho disclosure extract`.
  const needing = COMMAND_RULES[name].purposes.filter((purpose) => byPolicy.get(purpose)?.needsCase);
  expect(needing).toEqual([]);
});
test.each(['audit search', 'audit list', 'audit expand'] as const)(
  '%s is refused to the disclosure desk, whose case and birth date nobody could ask for',
  async (name) => {
    const told = await run(name, { SEKISHO_TOKEN: await demoToken(data, 'disclosure') });
    expect([told.code, told.printed]).toEqual([2, []]);
    expect(told.warned).toMatch(/^FORBIDDEN: /);
  },
);
