// Lets a child process of a test run the sources as they are: node -r ./test/support/ts-hook.cjs FILE.ts
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir, userInfo } = require('node:os');
const { dirname, join } = require('node:path');

const jsc = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  target: 'es2022',
};

// A suite may start a dozen processes: what one of them has translated, the next ones read. A file is named by all that
// its content comes from, and moved into place whole, for processes start beside each other.
const translated = join(tmpdir(), `sekisho-translated-${userInfo().uid}`);
mkdirSync(translated, { recursive: true, mode: 0o700 });
const { version } = require('@swc/core/package.json');

function translate(filename) {
  const source = readFileSync(filename, 'utf8');
  const options = { filename, swcrc: false, jsc, module: { type: 'commonjs' }, sourceMaps: 'inline' };
  const name = createHash('sha256')
    .update(JSON.stringify([version, options, source]))
    .digest('hex');
  const path = join(translated, `${name}.js`);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(source, options);
    writeFileSync(`${path}.${process.pid}`, code);
    renameSync(`${path}.${process.pid}`, path);
    return code;
  }
}

require.extensions['.ts'] = (module, filename) => module._compile(translate(filename), filename);

// Relative imports carry the name of the compiled file; the source stands beside where it would be.
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  if (/^\.\.?\/.*\.js$/.test(request) && parent?.filename?.endsWith('.ts')) {
    const source = Module._findPath(request.replace(/\.js$/, '.ts'), [dirname(parent.filename)]);
    if (source && existsSync(source)) return source;
  }
  return resolve.call(this, request, parent, ...rest);
};
