import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { importsOf, MAP_FILE, readMap } from './map.js';
import { readSources, ROOT, roomsOf } from './sources.js';

/** What the pages say of the tree is so: the map of the rooms, the paths they name, the anchors they link. */

const rooms = roomsOf(readSources());
const text = readFileSync(MAP_FILE, 'utf8');
const rows = readMap(text);
const pages = [
  ...['README.md', 'README.ja.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync(join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
/** The last section of the map names rooms that are not there. */
const [standing = '', coming = ''] = text.split('\n## Rooms to come\n');

describe('the map of the rooms', () => {
  test('has each room once, and no other', () => {
    expect(rows.map(({ room }) => room).sort()).toEqual([...rooms.keys()].sort());
  });

  test.each(rows.map((row) => [row.room, row] as const))(
    'says what %s imports (npm run map)',
    (room, row) => {
      expect(row.imports).toBe(importsOf(room, rooms));
    },
  );

  test('stands in the order of the directions: a room imports only rooms above it', () => {
    const place = new Map(rows.map(({ room }, at) => [room, at]));
    const upward = rows.flatMap(({ room }, at) =>
      (rooms.get(room) ?? [])
        .filter((other) => (place.get(other) ?? -1) > at)
        .map((other) => `${room} -> ${other}`),
    );
    expect(upward).toEqual([]);
  });

  test('names as rooms to come only what is not there yet', () => {
    const named = [...coming.matchAll(/^\| [^|]+ \| `([^`]+)` \|/gm)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => existsSync(join(ROOT, path)))).toEqual([]);
  });
});

/** A path of the tree in backticks; what holds a placeholder or a pattern names no file. */
const PATH = /`((?:src|schema|adapters|test|policy|docs|docker)(?:\/[\w.-]+)*\/?)`/g;

test.each(pages)('every path that %s names is there', (page) => {
  const said = page === 'docs/architecture.md' ? standing : read(page);
  const missing = [...said.matchAll(PATH)]
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(join(ROOT, path)));
  expect(missing).toEqual([]);
});

/** As a page of headings turns them into anchors: lower case, blanks as hyphens, other signs left out. */
const anchorsOf = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\(((?!https?:)[^)\s]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(join(ROOT, file))) return true;
    return anchor !== undefined && !anchorsOf(read(file)).has(anchor);
  });
  expect(broken).toEqual([]);
});

test('every rule that a comment cites stands in the glossary', () => {
  const anchors = anchorsOf(read('docs/glossary.md'));
  const cited = ['src', 'schema', 'adapters', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs|cjs|sql)$/.test(file))
      .flatMap((file) =>
        [...read(join(folder, file)).matchAll(/docs\/glossary\.md#([\p{L}\p{N}_-]+)/gu)].map(
          ([, anchor = '']) => [join(folder, file), anchor] as const,
        ),
      ),
  );
  expect(cited.length).toBeGreaterThan(0);
  expect(cited.filter(([, anchor]) => !anchors.has(anchor))).toEqual([]);
});

test('no comment cites a page that is not in the repository', () => {
  const citing = ['src', 'schema', 'adapters', 'test', 'docs', 'policy'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => /\.(ts|mjs|cjs|sql|cedar|md)$/.test(file) && !file.endsWith('map.test.ts'))
      .filter((file) => /\btraps? \d|\b(domain|lessons|house)\.md/i.test(read(file))),
  );
  expect(citing).toEqual([]);
});
