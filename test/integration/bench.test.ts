import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SERVERS, TITLES } from '../bench/competitors.js';
import { testCity } from '../support/city.js';

const ROOT = join(__dirname, '..', '..');
const SHAPES = [
  'one person',
  'page of 100, doses × 14',
  'households',
  'coverage by age and sex',
  'a dose entered',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-page-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// It compares every answer of every server before it measures, so that a run that ends well says that they are alike.
test('the smallest run of the bench compares all servers and writes its tables and its chart', async () => {
  const page = join(folder, 'performance.md');
  const smallest = [
    '--rounds',
    '1',
    '--seconds',
    '0',
    '--warm-up',
    '0',
    '--requests',
    '10',
    '--from-sources',
  ];
  await promisify(execFile)(
    process.execPath,
    [
      ...['-r', join(ROOT, 'test/support/ts-hook.cjs'), join(ROOT, 'test/bench/bench.ts'), ...smallest],
      ...['--city', testCity().directory, '--connections', '2', '--sizes', '2', '--page', page],
    ],
    { cwd: ROOT },
  );
  const text = readFileSync(page, 'utf8');
  const chart = readFileSync(join(folder, 'performance.svg'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  for (const shape of SHAPES) {
    // One of processor time, one of wall time.
    expect(rows.filter((row) => row.includes(shape))).toHaveLength(2);
    expect(chart).toContain(shape);
  }
  for (const name of SERVERS) expect(rows[0]).toContain(TITLES[name]);
  expect(text).not.toMatch(/NaN|undefined|–\)/);
  expect(text).not.toContain(folder);
});

test('the page has a place for the tables, and what npm run bench has written there', () => {
  const page = readFileSync(join(ROOT, 'docs', 'performance.md'), 'utf8');
  const tables = page.split('<!-- bench: begin')[1]?.split('<!-- bench: end -->')[0] ?? '';
  for (const shape of SHAPES) expect(tables).toContain(shape);
  for (const name of SERVERS) expect(tables).toContain(TITLES[name]);
  expect(existsSync(join(ROOT, 'docs', 'performance.svg'))).toBe(true);
});
