// Preloaded into a program (node -r): when it ends, it writes the names of all files that it has loaded, a file for the
// process and one for each of its threads, into the folder that LOADED_MODULES names. Modules of ECMAScript are in none.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { isMainThread, threadId } = require('node:worker_threads');

process.once('exit', () => {
  const name = `${isMainThread ? 'process' : 'thread'}-${process.pid}-${threadId}.json`;
  writeFileSync(join(process.env.LOADED_MODULES, name), JSON.stringify(Object.keys(require.cache)));
});
