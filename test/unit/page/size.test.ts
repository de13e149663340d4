import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../architecture/sources.js';

/** K6: what a PC of the city fetches. Sizes are of the compressed files as they are served, in bytes. */
const DIST = join(ROOT, 'console', 'dist');

interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(DIST, '.vite', 'manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;

/** A chunk and all that it needs before it runs. */
function withImports(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const other of manifest[name]?.imports ?? []) withImports(other, seen);
  return seen;
}

const compressed = (file: string): number => statSync(join(DIST, `${file}.gz`)).size;
const sizeOf = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + compressed(manifest[name]?.file ?? ''), 0);

test('the first screen takes at most 150 kB of script', () => {
  const first = ['index.html', 'src/screens/sign-in/page.tsx'].flatMap((name) => [...withImports(name)]);
  const size = sizeOf(new Set(first));
  expect(size).toBeGreaterThan(50_000);
  expect(size).toBeLessThanOrEqual(150_000);
});

test('all screens together take at most 300 kB, and the style 30 kB', () => {
  const files = readdirSync(join(DIST, 'assets'));
  const total = (kind: string) =>
    files
      .filter((file) => file.endsWith(kind))
      .reduce((sum, file) => sum + compressed(join('assets', file)), 0);
  expect(total('.js')).toBeGreaterThan(50_000);
  expect(total('.js')).toBeLessThanOrEqual(300_000);
  expect(total('.css')).toBeGreaterThan(3_000);
  expect(total('.css')).toBeLessThanOrEqual(30_000);
});

test('nothing is inline, and nothing comes from elsewhere', () => {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=|https?:/);
  for (const file of readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.css')))
    expect(readFileSync(join(DIST, 'assets', file), 'utf8')).not.toMatch(/url\(\s*['"]?(https?:|data:)/);
});
