import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesIn, stateOf } from '../build.cjs';

/**
 * Builds the page into `dist`, with its files compressed, if anything it is made of has changed since it was built.
 * `node build.mjs generate` writes the types of its operations and stops.
 */
const HERE = import.meta.dirname;
const SCHEMA = join(HERE, '..', 'schema', 'schema.graphql');
const SOURCE = join(HERE, 'src');
const DIST = join(HERE, 'dist');
const GRAPHIQL = join(HERE, 'dist-graphiql');
/** What the commands ask for beside the screens' operations: to be signed with them. */
const OF_COMMANDS = 'src/commands/remote/operations.graphql';
const STAMP = join(DIST, '.built-from');

const [only] = process.argv.slice(2);
const OWN = [
  'src',
  'graphiql',
  'public',
  'index.html',
  'vite.config.js',
  'build.mjs',
  'generate.mjs',
  'notice.mjs',
  'package.json',
];
const state = stateOf(
  join(HERE, '..'),
  [
    ...OWN.map((name) => join('console', name)),
    ...['schema/schema.graphql', 'package-lock.json', 'build.cjs', OF_COMMANDS],
  ],
  (file) => !file.endsWith('.generated.ts'),
);
if (only === 'generate' || state !== readOr(STAMP)) {
  process.stderr.write('画面を作っています(1分ほど)… / building the page (about a minute)…\n');
  const { documentsOf, generate } = await import('./generate.mjs');
  const documents = await generate({ source: SOURCE, schema: SCHEMA });
  const all = { ...documents, ...documentsOf(join(HERE, '..', OF_COMMANDS)) };
  if (only !== 'generate') await build(all);
}

async function build(documents) {
  const { build: bundle } = await import('vite');
  await bundle({ root: HERE, configFile: join(HERE, 'vite.config.js'), logLevel: 'warn' });
  // Its packages carry marks for a compiler that has done its work already: each would be a warning.
  const apart = join(HERE, 'graphiql');
  await bundle({ root: apart, configFile: join(apart, 'vite.config.js'), logLevel: 'error' });
  for (const file of [...filesIn(DIST), ...filesIn(GRAPHIQL)])
    if (/\.(js|css|html|svg)$/.test(file)) compress(file);
  writeFileSync(join(HERE, 'documents.json'), `${JSON.stringify(documents, null, 2)}\n`);
  // The last, so that a build which was cut off is done again.
  writeFileSync(STAMP, state);
}

function compress(file) {
  const bytes = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
}

function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
