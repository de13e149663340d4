import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isBuilt, stampOf, stateOf } from '../../build.cjs';

/** What `npm start` compiles for, and what it does not. */

let root: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sekisho-build-'));
  for (const name of ['tsconfig.json', 'package.json', 'package-lock.json', 'build.cjs']) write(name, '{}');
  for (const path of ['src/a.ts', 'src/deep/b.ts', 'schema/c.ts', 'adapters/d.sql', 'dist/src/main.js'])
    write(path, path);
  writeFileSync(stampOf(root), stateOf(root));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('what is as it was made is not made again, whatever its times say', () => {
  expect(isBuilt(root)).toBe(true);
  utimesSync(join(root, 'src/a.ts'), new Date(), new Date());
  write('README.md', 'not a part of it');
  expect(isBuilt(root)).toBe(true);
});

test.each<[string, () => void]>([
  ['another text of the same length', () => write('src/a.ts', 'src/A.ts')],
  ['a file more, in a folder below', () => write('src/deep/e.ts', '')],
  ['a file less', () => rmSync(join(root, 'adapters/d.sql'))],
  ['another name', () => renameSync(join(root, 'src/a.ts'), join(root, 'src/z.ts'))],
  ['another setting of the compiler', () => write('tsconfig.json', '{ }')],
  ['another release of a package', () => write('package-lock.json', '{ }')],
  ['no program', () => rmSync(join(root, 'dist/src/main.js'))],
  ['a build that did not end', () => rmSync(stampOf(root))],
  ['nothing built', () => rmSync(join(root, 'dist'), { recursive: true })],
])('%s: it is made again', (_, change) => {
  change();
  expect(isBuilt(root)).toBe(false);
});
