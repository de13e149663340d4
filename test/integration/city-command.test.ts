import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Command } from 'commander';
import { EXPORT_COLUMNS } from '../../src/city/export-columns.js';
import { CITY_SYSTEMS, systemFile } from '../../src/city/city-database.js';
import { cityCommands, cityProgress } from '../../src/commands/city.js';
import type { CommandContext } from '../../src/commands/context.js';
import { parseSettings } from '../../src/config/parse.js';
import { demoToken, ROOT } from '../support/gateway.js';

let data: string;
const printed: string[] = [];
const warned: string[] = [];
const codes: number[] = [];

async function run(...words: string[]): Promise<void> {
  for (const list of [printed, warned, codes]) list.length = 0;
  const token = words[0] === 'export' ? { SEKISHO_TOKEN: await demoToken(data, 'clerk') } : {};
  const city = { SEKISHO_SEED: '7', SEKISHO_CITY_SIZE: '600', SEKISHO_TODAY: '2023-06-27' };
  const settings = parseSettings({ SEKISHO_DATA: data, ...city, ...token }, ROOT);
  const context: CommandContext = {
    settings: () => settings,
    print: (line) => void printed.push(line),
    warn: (line) => void warned.push(line),
    exitCode: (code) => void codes.push(code),
    root: ROOT,
  };
  const program = new Command('sekisho').exitOverride().configureOutput({ writeErr: () => {} });
  cityCommands(program, context);
  await program.parseAsync(['city', ...words], { from: 'user' });
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'sekisho-city-command-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('sekisho city', () => {
  it('refuses to export a city that does not stand', async () => {
    await run('export', '--out', join(data, 'nothing'));
    expect(codes).toEqual([1]);
    expect(warned.join()).toMatch(/no finished city/);
  });

  it('builds, tells the counts, and builds again only when forced', async () => {
    await run('build');
    expect(printed[0]).toMatch(/^132101: 600 residents/);
    const marker = join(data, 'city', '132101', 'marker');
    writeFileSync(marker, '');
    await run('build');
    expect(files(join(data, 'city'))).toContain(marker);
    await run('build', '--force');
    expect(files(join(data, 'city'))).not.toContain(marker);
  });

  it('exports every table with all columns but the individual number and the memo', async () => {
    const out = join(data, 'out');
    await run('export', '--format', 'csv', '--out', out);
    expect(codes).toEqual([]);
    const left: string[] = [];
    for (const system of CITY_SYSTEMS) {
      const database = new Database(systemFile(join(data, 'city'), '132101', system), { readonly: true });
      const tables = database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .pluck()
        .all() as string[];
      expect(Object.keys(EXPORT_COLUMNS[system]).sort()).toEqual(tables.sort());
      for (const table of tables) {
        const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(
          ({ name }) => name,
        );
        const exported = EXPORT_COLUMNS[system][table] ?? [];
        left.push(...columns.filter((column) => !exported.includes(column)));
        const text = readFileSync(join(out, '132101', system, `${table}.csv`), 'utf8');
        expect(text.split('\r\n')[0]).toBe(exported.join(','));
        expect(text.split('\r\n').length - 2).toBe(
          database.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get(),
        );
      }
      database.close();
    }
    expect(left.sort()).toEqual(['KOJIN_BANGO', 'bikou']);
  });

  it('exports no individual number in any file', () => {
    const numbers = new Set<string>();
    for (const code of ['132101', '132144']) {
      const database = new Database(systemFile(join(data, 'city'), code, 'address-name'), { readonly: true });
      for (const number of database
        .prepare('SELECT KOJIN_BANGO FROM T_TOGO_ATENA WHERE KOJIN_BANGO IS NOT NULL')
        .pluck()
        .all())
        numbers.add(String(number));
      database.close();
    }
    expect(numbers.size).toBeGreaterThan(1000);
    for (const file of files(join(data, 'out'))) {
      const digits = readFileSync(file, 'utf8').normalize('NFKC');
      for (const [run] of digits.matchAll(/(?:\d[- ]?){11,}\d/g)) {
        const plain = run.replace(/[- ]/g, '');
        for (let at = 0; at + 12 <= plain.length; at += 1)
          expect(numbers.has(plain.slice(at, at + 12))).toBe(false);
      }
    }
  });

  it('refuses to write into a folder that holds anything', async () => {
    await run('export', '--out', join(data, 'out'));
    expect(codes).toEqual([1]);
    expect(warned.join()).toMatch(/not empty/);
  });

  it('refuses a format it does not know', async () => {
    await expect(run('export', '--format', 'xlsx', '--out', join(data, 'other'))).rejects.toThrow(
      /Allowed choices are csv/,
    );
  });

  it('tells a line for each tenth where there is no terminal', () => {
    const lines: string[] = [];
    const progress = cityProgress({ warn: (line) => void lines.push(line) }, false);
    for (let done = 0; done <= 1000; done += 1) progress.listen(done, 1000, '132101');
    progress.stop();
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('city 132101: 100% (1000/1000 residents)');
  });
});
