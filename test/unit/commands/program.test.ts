import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../../../src/commands/context.js';
import { runCommand, sekishoProgram } from '../../../src/commands/program.js';
import { ROOT } from '../../support/gateway.js';

/** Every command, as a newcomer finds it: told in two languages, as the pages write it, and no slip of the keys passes. */

const context: CommandContext = {
  root: ROOT,
  settings: () => {
    throw new Error('no command is carried out here');
  },
  print: () => undefined,
  warn: () => undefined,
  exitCode: () => undefined,
};

interface Told {
  readonly path: string;
  readonly command: Command;
}
function all(command: Command, path: string): Told[] {
  return [{ path, command }, ...command.commands.flatMap((each) => all(each, `${path} ${each.name()}`))];
}
let program: Command;
let commands: readonly Told[];
beforeAll(async () => {
  program = await sekishoProgram(context);
  commands = all(program, 'sekisho');
});

test('a command that is named is loaded alone, and is the same', async () => {
  for (const { name } of program.commands.map((each) => ({ name: each.name() }))) {
    const alone = await sekishoProgram(context, name);
    expect(alone.commands.map((each) => each.name())).toEqual([name]);
    const paths = (whole: Command) =>
      all(whole, '')
        .map(({ path }) => path)
        .filter((path) => `${path} `.startsWith(` ${name} `));
    expect(paths(alone)).toEqual(paths(program));
  }
  expect((await sekishoProgram(context, 'constructor')).commands.length).toBe(program.commands.length);
});

/** Words of the protocol and of the field need no translation. */
const JAPANESE_THEN_ENGLISH = /[ぁ-んァ-ヶ一-龠].* \/ .*[A-Za-z]{2}/s;
const SAME_IN_BOTH = new Set(['kokubunji | insurer']);

test('every command is told in Japanese and English, with all that it takes', () => {
  const untold = commands.flatMap(({ path, command }) =>
    [
      command.description(),
      ...command.registeredArguments.map(({ description }) => description),
      ...command.options.map(({ description }) => description),
    ]
      .filter((text) => !JAPANESE_THEN_ENGLISH.test(text) && !SAME_IN_BOTH.has(text))
      .map((text) => `${path}: ${text}`),
  );
  expect(commands.length).toBeGreaterThan(30);
  expect(untold).toEqual([]);
});

/** What the pages give to be typed: lines of their `sh` blocks, and words in backticks. */
function typed(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll('\\\n', ' ');
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block).join('\n');
  const spans = [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, span = '']) => span,
  );
  return [...blocks.split('\n'), ...spans].flatMap((line) =>
    [...line.matchAll(/(?<![\w/-])(?:npx )?sekisho ([a-z][^#|>;&)`]*)/g)].map(([, words = '']) =>
      words.trim(),
    ),
  );
}

/** What is wrong with a command line as a page has it, or null. */
function faultOf(line: string): string | null {
  let [at, ...words] = [program, ...line.split(/\s+/)] as [Command, ...string[]];
  while (at.commands.length > 0 && words[0] !== undefined && !words[0].startsWith('-')) {
    const [word] = words;
    const next = at.commands.find((each) => each.name() === word);
    // A command may take an argument beside its subcommands.
    if (next === undefined) return `no command ${word}`;
    [at, ...words] = [next, ...words.slice(1)];
  }
  const unknown = words.filter(
    (word) => /^--\w/.test(word) && !at.options.some(({ long }) => long === word) && word !== '--help',
  );
  return unknown.length > 0 ? `no option ${unknown.join(', ')}` : null;
}

const pages = [
  ...['README.md', 'README.ja.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
test.each(pages)('every command in %s is one, with the options that it has', (page) => {
  expect(
    typed(page).flatMap((line) => (faultOf(line) === null ? [] : [`${line}: ${faultOf(line)}`])),
  ).toEqual([]);
});

test('README has each command in its table', () => {
  const table = /## Commands\n([\s\S]*?)\n## /.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1] ?? '';
  const leaves = commands.filter(({ command }) => command.commands.length === 0);
  const missing = leaves.filter(({ path, command }) => {
    const group = path.split(' ').slice(0, -1).join(' ');
    const rows = table.split('\n').filter((row) => row.includes(`\`${group} `));
    return (
      !rows.some((row) => row.includes(`\`${path}`) || row.includes(` \`${command.name()}\``)) &&
      !table.includes(`\`${path.replace(/^sekisho /, '')}\``)
    );
  });
  expect(missing.map(({ path }) => path)).toEqual([]);
});

/** docs/attacks.md M23: 1 would say of `audit verify` that somebody tampered with the log. */
test.each([
  ['a command', ['audit', 'verfy']],
  ['an option', ['audit', 'verify', '--kye', 'x']],
  ['a value', ['policy', 'explain', 'clerk', 'INQIRY', 'Resident.age']],
  ['what must be given', ['audit', 'search']],
])('a slip in %s ends with 2 and is told in both languages', async (_, words) => {
  const told: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.push(String(text));
    return true;
  });
  const codes: number[] = [];
  try {
    await runCommand(['node', 'sekisho', ...words], {
      ...context,
      exitCode: (code) => void codes.push(code),
    });
  } finally {
    write.mockRestore();
  }
  expect(codes).toEqual([2]);
  expect(told.join('')).toMatch(/^コマンドの書き方に誤りがあります。.* \/ error: /);
});

test.each([[['--help']], [['audit', '--help']], [['--version']]])('%j is no fault', async (words) => {
  const write = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const codes: number[] = [];
  try {
    await runCommand(['node', 'sekisho', ...words], {
      ...context,
      exitCode: (code) => void codes.push(code),
    });
    expect(write).toHaveBeenCalled();
  } finally {
    write.mockRestore();
  }
  expect(codes).toEqual([]);
});
