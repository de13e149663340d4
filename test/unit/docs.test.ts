import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

const rows = readFileSync(join(ROOT, 'docs', 'attacks.md'), 'utf8')
  .split('\n')
  .filter((line) => line.includes('| test/'))
  .map(
    (line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()) as [string, string, string],
  );

test('the list of attacks covers the whole plan', () => {
  const plan = new Set(rows.map(([item]) => item).filter((item) => item.startsWith('T')));
  expect([...plan]).toEqual(Array.from({ length: 14 }, (_, at) => `T${at + 1}`));
});

/** `Cosmo #1815` of `(Cosmo #1815, Envelop #2347)`: the product is what a test must name. */
const productsOf = (what: string): readonly string[] =>
  [...what.matchAll(/\(([^)]+)\)/g)].flatMap(([, list = '']) =>
    list
      .split(', ')
      .map((source) => source.split(' #')[0]?.split(' PR ')[0] ?? '')
      .filter((name) => !name.startsWith('#')),
  );

test.each(rows)('%s %s: %s names its source', (_item, what, file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  for (const product of productsOf(what)) expect(text).toContain(product);
});

test('the test of each line of the trial names the line', () => {
  const lines = rows.filter(([item]) => /^[A-NPU-WY]\d/.test(item));
  const unnamed = lines.filter(
    ([item, , file]) => !new RegExp(`\\b${item}\\b`).test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(unnamed).toEqual([]);
});

test('a number of a line is of one section alone', () => {
  const sectionOf = new Map<string, string>();
  let section = '';
  for (const line of readFileSync(join(ROOT, 'docs', 'attacks.md'), 'utf8').split('\n')) {
    if (line.startsWith('## ')) section = line;
    const [, item = ''] = /^\| ([A-Z]\d+) \|/.exec(line) ?? [];
    if (item === '') continue;
    expect([item, sectionOf.get(item) ?? section]).toEqual([item, section]);
    sectionOf.set(item, section);
  }
  expect(sectionOf.size).toBeGreaterThan(80);
});

describe('docs/requirements.md', () => {
  const quoted = readFileSync(join(ROOT, 'policy', 'koganei', 'requirements.json'), 'utf8');
  const held = readFileSync(join(ROOT, 'docs', 'requirements.md'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('| test/'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| ?| ?\|$/g, '').trim()));

  test('is about all of the office’s own work', () => {
    const numbers = held.map(([number = '']) => number).filter((number) => number !== '');
    expect(new Set(numbers).size).toBe(49);
    for (const number of numbers) expect(quoted).toContain(`"${number}":`);
  });

  test.each(held)('%s %s', (number = '', _what, file = '', title = '') => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title === '' ? number : title);
  });
});
