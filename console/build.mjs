import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Builds the page into `dist`, with its files compressed, if anything it is made of has changed since it was built.
 * `node build.mjs generate` writes the types of its operations and stops.
 */
const HERE = import.meta.dirname;
const SCHEMA = join(HERE, '..', 'schema', 'schema.graphql');
const SOURCE = join(HERE, 'src');
const DIST = join(HERE, 'dist');
const STAMP = join(DIST, '.built-from');

const [only] = process.argv.slice(2);
const state = stateOf([
  ...['index.html', 'vite.config.js', 'build.mjs', 'generate.mjs', 'notice.mjs', 'package.json'].map((name) =>
    join(HERE, name),
  ),
  ...filesIn(SOURCE).filter((file) => !file.endsWith('.generated.ts')),
  ...[SCHEMA, join(HERE, '..', 'package-lock.json')],
]);
if (only === 'generate' || state !== readOr(STAMP)) {
  const { generate } = await import('./generate.mjs');
  const documents = await generate({ source: SOURCE, schema: SCHEMA });
  if (only !== 'generate') await build(documents);
}

async function build(documents) {
  const { build: bundle } = await import('vite');
  await bundle({ root: HERE, configFile: join(HERE, 'vite.config.js'), logLevel: 'warn' });
  for (const file of filesIn(DIST)) if (/\.(js|css|html|svg)$/.test(file)) compress(file);
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

function stateOf(files) {
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    const bytes = readFileSync(file);
    hash.update(`${relative(HERE, file)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
