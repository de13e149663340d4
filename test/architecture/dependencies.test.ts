import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../../src/about.js';
import { ROOT } from './sources.js';

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
interface Manifest {
  readonly license?: string | { readonly type?: string };
}

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
/** All packages the gateway runs with, those of its dependencies included, by their place in the tree. */
const production = Object.entries(lock.packages).filter(
  ([place, locked]) => place !== '' && locked.dev !== true,
);
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** What the package itself says, where it is installed; else what the lock file noted. */
function licenceOf([place, locked]: readonly [string, Locked]): string {
  const file = join(ROOT, place, 'package.json');
  const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
  const stated = typeof manifest.license === 'object' ? manifest.license.type : manifest.license;
  return stated ?? locked.license ?? 'none stated';
}

test('the production tree is found', () => {
  expect(production.map(([place]) => nameOf(place))).toEqual(
    expect.arrayContaining(['graphql', 'pino', 'typeorm']),
  );
  expect(production.length).toBeGreaterThan(100);
});

test('the version in the log is that of the package', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(VERSION).toBe(manifest.version);
});

test('every licence is permissive: no copyleft, none missing', () => {
  const permissive =
    /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0|WTFPL)$/;
  /** `A OR B` needs one that will do, `A AND B` all; no package nests deeper. */
  const willDo = (licence: string) =>
    licence
      .replace(/[()]/g, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((part) => permissive.test(part.trim())));
  const others = production.map((entry) => `${nameOf(entry[0])}: ${licenceOf(entry)}`);
  expect(others.filter((line) => !willDo(line.slice(line.indexOf(': ') + 2)))).toEqual([]);
});

/**
 * On a closed network an installation cannot fetch what no registry mirror holds. Each package that runs a
 * script when it is installed is named here with what the script does.
 */
const INSTALL_SCRIPTS: Record<string, string> = {
  '@apollo/protobufjs': 'prints a warning about version ranges; fetches nothing',
  'better-sqlite3':
    'fetches a prebuilt binary or, where it cannot, compiles the sources it ships (docker/Dockerfile compiles)',
};

test('only known packages run a script when installed', () => {
  const scripted = production
    .filter(([, locked]) => locked.hasInstallScript === true)
    .map(([place]) => nameOf(place));
  expect([...new Set(scripted)].sort()).toEqual(Object.keys(INSTALL_SCRIPTS).sort());
});
