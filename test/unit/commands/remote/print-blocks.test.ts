import stringWidth from 'string-width';
import type { Block } from '../../../../src/commands/remote/answer-blocks.js';
import { printCsv, printJson, printTables } from '../../../../src/commands/remote/print-blocks.js';

const block = (rows: Block['rows'], more: Partial<Block> = {}): Block => ({
  title: { label: '住民', path: 'residents' },
  isList: true,
  columns: [
    { label: '漢字氏名', path: 'kanji' },
    { label: '状況', path: 'status' },
  ],
  ...more,
  rows,
});

test('columns stand below each other, whatever is as wide as two letters', () => {
  const [, ...lines] = printTables([
    block([
      ['髙木　七海', 'DUE'],
      ['Smith', 'NOT_DUE'],
      ['葛\u{E0100}城', 'DUE'],
    ]),
  ]);
  const before = (line: string, mark: string) =>
    stringWidth(line.slice(0, line.indexOf(mark)).replace(/\p{M}/gu, ''));
  const marks = ['状況', 'status', '------', 'DUE', 'NOT_DUE', 'DUE'];
  expect(lines[2]).toMatch(/^-+ {2}-+$/);
  expect(lines.map((line, at) => (at === 2 ? 12 : before(line, marks[at] as string)))).toEqual(
    Array(6).fill(12),
  );
});

test('rows too wide for a terminal are written a value a line', () => {
  const lines = printTables([
    block([
      ['あ'.repeat(90), 'DUE'],
      ['い', 'OVERDUE'],
    ]),
  ]);
  expect(lines).toEqual([
    '# 住民 residents (2)',
    `漢字氏名 (kanji)  ${'あ'.repeat(90)}`,
    '状況 (status)     DUE',
    '',
    '漢字氏名 (kanji)  い',
    '状況 (status)     OVERDUE',
  ]);
});

/** Cursor up, colours, a title for the window, another direction of writing, a line of its own. */
const TRICKS = ['\u001b[2A', '\u001b[31m', '\u001b]0;title\u0007', '\u202e', '\u2028', '\u009b2J', 'a\nb'];
test.each(TRICKS)('nothing in a text moves the terminal: %j', (trick) => {
  const printed = printTables([block([[`山田${trick}`, 'DUE']])]);
  expect(printed).toHaveLength(5);
  for (const line of printed) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  const json = printJson({ name: `山田${trick}` });
  expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(json)).toEqual({ name: `山田${trick}` });
});

test('a file has the names of the graph above its columns, and runs nothing', () => {
  expect(printCsv([block([['=1+1', 3]]), block([])])).toBe(
    '\uFEFF"kanji","status"\r\n"\'=1+1",3\r\n\r\n"kanji","status"',
  );
});
