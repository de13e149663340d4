// Lets a child process of a test run the sources as they are: node -r ./test/support/ts-hook.cjs FILE.ts
const { readFileSync, existsSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

const jsc = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  target: 'es2022',
};

require.extensions['.ts'] = (module, filename) => {
  const options = { filename, swcrc: false, jsc, module: { type: 'commonjs' }, sourceMaps: 'inline' };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};

// Relative imports carry the name of the compiled file; the source stands beside where it would be.
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  if (/^\.\.?\/.*\.js$/.test(request) && parent?.filename?.endsWith('.ts')) {
    const source = Module._findPath(request.replace(/\.js$/, '.ts'), [
      require('node:path').dirname(parent.filename),
    ]);
    if (source && existsSync(source)) return source;
  }
  return resolve.call(this, request, parent, ...rest);
};
