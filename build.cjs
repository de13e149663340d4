// @ts-check
'use strict';
// `npm run build` compiles. `npm start`, `npm test` and `npm run bench` compile only where sources, compiler or its settings are
// not those that dist was made of: to ask the compiler whether it has anything to do takes four seconds of work.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { basename, join } = require('node:path');

/** Whatever the compiled program depends on; folders with all that is in them. */
const MADE_OF = [
  'src',
  'schema',
  'adapters',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'build.cjs',
];

/** @param {string} root */
const stampOf = (root) => join(root, 'dist', '.made-of');

/**
 * A hash over all files by name and content: times say little of files that were copied or checked out.
 * @param {string} root
 * @param {readonly string[]} names files and folders of it, a file by the dot in its name
 * @param {(path: string) => boolean} isOf which files of a folder count
 */
function stateOf(root, names = MADE_OF, isOf = () => true) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const content = readFileSync(join(root, path));
    hash.update(JSON.stringify([path, content.length])).update(content);
  };
  for (const name of names) {
    if (basename(name).includes('.')) add(name);
    else for (const file of filesIn(join(root, name))) if (isOf(file)) add(file.slice(root.length + 1));
  }
  return hash.digest('hex');
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * Whether dist was made of what is there now. One that was begun and not finished was not.
 * @param {string} root
 */
function isBuilt(root) {
  try {
    if (!existsSync(join(root, 'dist', 'src', 'main.js'))) return false;
    return readFileSync(stampOf(root), 'utf8') === stateOf(root);
  } catch {
    return false;
  }
}

const THREAD_PROGRAMS = [
  'database/lane-file.cjs',
  'database/lane-thread.cjs',
  'audit/journal/commit-thread.cjs',
];

/** @param {string} root */
function build(root) {
  rmSync(stampOf(root), { force: true });
  process.stderr.write(
    'プログラムをコンパイルしています(1分ほど)… / compiling the program (about a minute)…\n',
  );
  // Before: what is changed meanwhile is not in it.
  const state = stateOf(root);
  const tsc = require.resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) return false;
  const dist = join(root, 'dist', 'src');
  chmodSync(join(dist, 'cli.js'), 0o755);
  // A thread's program is JavaScript, which the compiler leaves where it is.
  for (const program of THREAD_PROGRAMS) copyFileSync(join(root, 'src', program), join(dist, program));
  writeFileSync(stampOf(root), state);
  return true;
}

if (require.main === module) {
  const onlyIfChanged = process.argv.includes('--if-changed');
  if (!(onlyIfChanged && isBuilt(__dirname)) && !build(__dirname)) process.exitCode = 1;
}

module.exports = { filesIn, isBuilt, stampOf, stateOf };
