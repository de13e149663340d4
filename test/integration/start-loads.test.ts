import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT, startChildGateway } from '../support/child-gateway.js';
import { ROOT } from '../support/gateway.js';

/** What only some installations, some commands or some questions need: each takes 10 to 40 ms of a start. */
const NOT_AT_THE_START = [
  ...['ioredis', 'openid-client', 'oauth4webapi', 'mssql', 'tedious', 'commander', 'cli-progress'],
  ...[
    'src/mock',
    'src/workers',
    'src/city/build-city',
    'src/console/sign-in',
    'src/shared-state/redis-client',
  ],
  ...['src/graph-view/subgraph-sdl', 'src/commands/program', 'src/commands/city.js'],
];

/** The thread that keeps the index of the log knows no graph and no policy. */
const NOT_IN_THE_INDEX = [
  ...[
    'graphql/index.js',
    'graphql/execution',
    'type-graphql',
    '@apollo',
    '@graphql-tools',
    '@cedar-policy',
    'zod',
  ],
  ...['src/gateway', 'src/policy', 'src/guard', 'schema'],
];

/** Files below `dist` as they are named there, of packages from the package's name on. */
const nameOf = (file: string): string =>
  file
    .slice(ROOT.length + 1)
    .replace(/^dist\//, '')
    .replace(/^.*node_modules\//, '');

/** What a gateway over systems of its own has loaded from its start to its end, by thread. */
async function loadedByStart() {
  const [data, told] = await Promise.all([
    mkdtemp(join(tmpdir(), 'sekisho-start-')),
    mkdtemp(join(tmpdir(), 'sekisho-loaded-')),
  ]);
  const preloaded = ['-r', join(ROOT, 'test/support/loaded-modules.cjs'), ...BUILT];
  const { process: child } = await startChildGateway(data, { LOADED_MODULES: told }, preloaded);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  return readdirSync(told).map((file) =>
    (JSON.parse(readFileSync(join(told, file), 'utf8')) as string[]).map(nameOf),
  );
}

const startsWithOneOf = (names: readonly string[]) => (file: string) =>
  names.some((name) => file === name || file.startsWith(`${name}/`) || file === `${name}.js`);

test('a start loads what it needs', async () => {
  const loaded = await loadedByStart();
  const main = loaded.find((files) => files.includes('src/main.js')) ?? [];
  const index = loaded.find((files) => files.includes('src/audit/index/index-thread.js')) ?? [];
  expect(main).toEqual(expect.arrayContaining(['src/gateway/gateway.js', 'graphql/index.js']));
  expect(main.filter(startsWithOneOf(NOT_AT_THE_START))).toEqual([]);
  expect(index.filter(startsWithOneOf(NOT_IN_THE_INDEX))).toEqual([]);
  // 2,161 and 396 when this was written: a package may have a few more files tomorrow.
  expect(main.length).toBeLessThan(2_220);
  expect(index.length).toBeLessThan(430);
});
