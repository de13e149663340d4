import { parseSettings } from '../../../src/config/parse.js';
import { SettingsError } from '../../../src/config/settings-error.js';
import { SETTING_KEYS } from '../../../src/config/keys.js';
import type { Environment } from '../../../src/config/environment.js';

const CWD = '/srv/sekisho';
const parse = (env: Environment = {}) => parseSettings(env, CWD);

function faultsOf(env: Environment): readonly string[] {
  try {
    parse(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}
const settingsAtFault = (env: Environment) => faultsOf(env).map((line) => line.split(':')[0]);

/** A production environment without a fault, for tests that spoil one thing. */
const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  SEKISHO_HOST: '0.0.0.0',
  SEKISHO_OIDC_ISSUER: 'https://login.city.example/',
  SEKISHO_OIDC_AUDIENCE: 'sekisho',
  SEKISHO_REGISTRY_URL: 'mssql://reader:p%40ss@10.1.0.5:1433/JUKI',
  SEKISHO_HEALTH_URL: 'mssql://reader:pw@10.1.0.6/KENKO',
  SEKISHO_ADDRESS_URL: 'mssql://reader:pw@10.1.0.7/ATENA',
  SEKISHO_INTERMEDIATE_URL: 'https://10.9.0.5/',
  SEKISHO_VRS_URL: 'https://10.9.0.6/',
  SEKISHO_ZONES: 'NUMBER_USE=10.1.0.0/16,10.2.0.0/16;LGWAN=10.9.0.0/24,fd00::/8',
};

test('an empty environment gives the demo on loopback with the embedded city', () => {
  expect(parse()).toEqual({
    host: '127.0.0.1',
    port: 4000,
    workers: 1,
    dataDirectory: '/srv/sekisho/var',
    auditDirectory: '/srv/sekisho/var/audit',
    production: false,
    city: { size: 120_000, seed: 13210, asOf: '2023-06-27', embedded: true },
    today: '2023-06-27',
    sources: {
      registry: { kind: 'sqlite', path: '/srv/sekisho/var/city/132101/registry.sqlite' },
      health: { kind: 'sqlite', path: '/srv/sekisho/var/city/132101/health.sqlite' },
      address: { kind: 'sqlite', path: '/srv/sekisho/var/city/132101/address-name.sqlite' },
    },
    store: { kind: 'sqlite', path: '/srv/sekisho/var/store.sqlite' },
    intermediateUrl: null,
    intermediateKeys: '/srv/sekisho/var/keys/intermediate-0220113210101700.json',
    token: null,
    vrsUrl: null,
    vrsKeys: '/srv/sekisho/var/keys/vrs-132101.json',
    redisUrl: null,
    oidc: null,
    console: { publicUrl: null, client: null, graphiql: true },
    zones: [
      { zone: 'NUMBER_USE', cidr: '127.0.0.1/32' },
      { zone: 'LGWAN', cidr: '127.0.0.2/32' },
      { zone: 'CONTRACTOR_VPN', cidr: '127.0.0.3/32' },
      { zone: 'INTRANET', cidr: '127.0.0.4/32' },
    ],
    trustedDocuments: null,
    shadowPolicyDirectory: null,
    auditMirror: null,
    auditWitness: null,
    auditSecret: null,
  });
});

test('every listed setting changes what is parsed', () => {
  const other: Record<(typeof SETTING_KEYS)[number]['name'], string> = {
    SEKISHO_HOST: '127.0.0.9',
    SEKISHO_PORT: '0',
    SEKISHO_WORKERS: '2',
    SEKISHO_DATA: '/data',
    SEKISHO_CITY_SIZE: '500',
    SEKISHO_SEED: '7',
    SEKISHO_TODAY: '2024-02-29',
    SEKISHO_REGISTRY_URL: 'sqlite:a',
    SEKISHO_HEALTH_URL: 'sqlite:b',
    SEKISHO_ADDRESS_URL: 'sqlite:c',
    SEKISHO_STORE_URL: 'sqlite:d',
    SEKISHO_INTERMEDIATE_URL: 'http://h:1/',
    SEKISHO_INTERMEDIATE_KEYS: 'keys.json',
    SEKISHO_VRS_URL: 'http://h:2/',
    SEKISHO_VRS_KEYS: 'vrs-keys.json',
    REDIS_URL: 'redis://h:6379',
    SEKISHO_OIDC_ISSUER: 'http://127.0.0.1:9/',
    SEKISHO_OIDC_AUDIENCE: 'x',
    SEKISHO_OIDC_CLIENT_ID: 'console',
    SEKISHO_OIDC_CLIENT_SECRET: 'another',
    SEKISHO_PUBLIC_URL: 'https://other.example/',
    SEKISHO_GRAPHIQL: 'off',
    SEKISHO_AUDIT_DIR: 'log',
    SEKISHO_TOKEN: 'a.b.c',
    SEKISHO_ZONES: 'LGWAN=10.0.0.0/8',
    SEKISHO_TRUSTED_DOCUMENTS: 'm.jws',
    SEKISHO_TRUSTED_KEY: 'k.json',
    SEKISHO_POLICY_SHADOW: 'policy/next',
    SEKISHO_AUDIT_MIRROR: '/second',
    SEKISHO_AUDIT_WITNESS: 'https://witness.example/',
    SEKISHO_AUDIT_SECRET: 'A'.repeat(43),
  };
  const pairs = {
    SEKISHO_OIDC_ISSUER: 'http://127.0.0.1:8/',
    SEKISHO_OIDC_AUDIENCE: 'y',
    SEKISHO_OIDC_CLIENT_ID: 'sekisho',
    SEKISHO_OIDC_CLIENT_SECRET: 'secret',
    SEKISHO_PUBLIC_URL: 'https://sekisho.example/',
    SEKISHO_TRUSTED_DOCUMENTS: 'n.jws',
    SEKISHO_TRUSTED_KEY: 'l.json',
  };
  for (const { name } of SETTING_KEYS)
    expect([name, parse({ ...pairs, [name]: other[name] })]).not.toEqual([name, parse(pairs)]);
});

test('SEKISHO_TODAY sets the day of the gateway and of the embedded city', () => {
  const settings = parse({ SEKISHO_TODAY: '2023-10-01' });
  expect([settings.today, settings.city.asOf]).toEqual(['2023-10-01', '2023-10-01']);
});

test('without an embedded source the day is left to the clock', () => {
  const urls = {
    SEKISHO_REGISTRY_URL: 'sqlite:r',
    SEKISHO_HEALTH_URL: 'sqlite:h',
    SEKISHO_ADDRESS_URL: 'sqlite:/a',
  };
  const settings = parse(urls);
  expect(settings.today).toBeNull();
  expect(settings.city.embedded).toBe(false);
  expect(settings.sources.address).toEqual({ kind: 'sqlite', path: '/a' });
});

test('a production environment is accepted, decoded and ordered', () => {
  const settings = parse(PRODUCTION);
  expect(settings.sources.registry).toEqual({
    kind: 'mssql',
    host: '10.1.0.5',
    port: 1433,
    database: 'JUKI',
    user: 'reader',
    password: 'p@ss',
  });
  expect(settings.zones.map((range) => range.zone)).toEqual(['NUMBER_USE', 'NUMBER_USE', 'LGWAN', 'LGWAN']);
  expect(settings.today).toBeNull();
});

test('settings are frozen to the bottom', () => {
  const settings = parse(PRODUCTION);
  for (const part of [
    settings,
    settings.city,
    settings.sources.registry,
    settings.zones,
    settings.zones[0],
    settings.oidc,
  ])
    expect(Object.isFrozen(part)).toBe(true);
});

test('all faults are reported at once, each with its setting', () => {
  const env = {
    SEKISHO_PORT: '65536',
    SEKISHO_CITY_SIZE: 'many',
    SEKISHO_TODAY: '2023-02-30',
    SEKISHO_STORE_URL: 'postgres://x/y',
    REDIS_URL: 'http://x',
    SEKISHO_HOST: '-x',
    SEKISHO_OIDC_AUDIENCE: 'a',
  };
  expect(settingsAtFault(env).sort()).toEqual([
    'REDIS_URL',
    'SEKISHO_CITY_SIZE',
    'SEKISHO_HOST',
    'SEKISHO_OIDC_ISSUER',
    'SEKISHO_PORT',
    'SEKISHO_STORE_URL',
    'SEKISHO_TODAY',
  ]);
});

test('an unknown key stops the start and the nearest name is offered, whatever its case', () => {
  expect(faultsOf({ SEKISHO_ZONE: 'x' })[0]).toContain('Did you mean SEKISHO_ZONES?');
  expect(faultsOf({ sekisho_port: '1' })[0]).toContain('Did you mean SEKISHO_PORT?');
  expect(faultsOf({ SEKISHO_OICD_ISUER: 'x' })[0]).toContain('Did you mean SEKISHO_OIDC_ISSUER?');
});

test('an empty issuer is a fault and never demo mode', () => {
  expect(settingsAtFault({ SEKISHO_OIDC_ISSUER: '', SEKISHO_OIDC_AUDIENCE: 'a' })).toContain(
    'SEKISHO_OIDC_ISSUER',
  );
  expect(settingsAtFault({ SEKISHO_OIDC_ISSUER: ' ' })).toEqual(['SEKISHO_OIDC_ISSUER']);
});

test('no fault repeats the value of a setting', () => {
  const secret = 'hunter2-topsecret';
  for (const { name } of SETTING_KEYS) {
    for (const value of [
      secret,
      `mssql://u:${secret}@h:99999/db`,
      `NUMBER_USE=${secret}`,
      `LGWAN;${secret}=1`,
    ])
      expect(faultsOf({ [name]: value, SEKISHO_X: secret }).join('\n')).not.toContain(secret);
  }
});

test.each([
  ['an issuer without an audience', { SEKISHO_OIDC_ISSUER: 'https://i.example' }, 'SEKISHO_OIDC_AUDIENCE'],
  ['an audience without an issuer', { SEKISHO_OIDC_AUDIENCE: 'a' }, 'SEKISHO_OIDC_ISSUER'],
  ['a demo on every address', { SEKISHO_HOST: '0.0.0.0' }, 'SEKISHO_HOST'],
  ['a demo on a name that is not localhost', { SEKISHO_HOST: 'city.example' }, 'SEKISHO_HOST'],
  [
    'a demo in production',
    { ...PRODUCTION, SEKISHO_OIDC_ISSUER: undefined, SEKISHO_OIDC_AUDIENCE: undefined },
    'SEKISHO_OIDC_ISSUER',
  ],
  [
    'an http issuer in production',
    { ...PRODUCTION, SEKISHO_OIDC_ISSUER: 'http://login.city.example/' },
    'SEKISHO_OIDC_ISSUER',
  ],
  [
    'an embedded registry in production',
    { ...PRODUCTION, SEKISHO_REGISTRY_URL: undefined },
    'SEKISHO_REGISTRY_URL',
  ],
  [
    "the embedded city's file in production",
    { ...PRODUCTION, SEKISHO_HEALTH_URL: 'sqlite:var/city/132101/health.sqlite' },
    'SEKISHO_HEALTH_URL',
  ],
  ['a fixed day in production', { ...PRODUCTION, SEKISHO_TODAY: '2023-06-27' }, 'SEKISHO_TODAY'],
  ['production without zones', { ...PRODUCTION, SEKISHO_ZONES: undefined }, 'SEKISHO_ZONES'],
])('%s is refused', (_name, env: Environment, setting) => {
  expect(settingsAtFault(env)).toEqual([setting]);
});

test('loopback zones are never assumed beyond loopback', () => {
  const oidc = { SEKISHO_OIDC_ISSUER: 'http://127.0.0.1:8/', SEKISHO_OIDC_AUDIENCE: 'y' };
  expect(parse({ ...oidc, SEKISHO_HOST: '0.0.0.0' }).zones).toEqual([]);
  expect(parse(oidc).zones).toHaveLength(4);
});

test.each([
  'NUMBER_USE',
  'NUMBER_USE=',
  'HOME=10.0.0.0/8',
  'LGWAN=10.0.0.0',
  'LGWAN=10.0.0.0/33',
  'LGWAN=10.1.2.3/16',
  'LGWAN=0.0.0.0/0',
  'LGWAN=10.0.0.0/8,',
  'LGWAN=10.0.0.0/8;',
  'LGWAN=10.0.0.0/ 8',
  'LGWAN=fd00::/129',
  'LGWAN=fe80::%eth0/64',
  'LGWAN=10.0.0.0/8/8',
  'LGWAN=1=2',
  '__proto__=10.0.0.0/8',
])('the zone list %p is refused', (text) => {
  expect(new Set(settingsAtFault({ SEKISHO_ZONES: text }))).toEqual(new Set(['SEKISHO_ZONES']));
});

test.each([
  'sqlite:',
  'sqlite://x.db',
  'sqlite::memory:',
  'mssql://h/db',
  'mssql://u@h/db',
  'mssql://u:p@h',
  'mssql://u:p@h/a/b',
  'mssql://u:p@h/db?encrypt=true',
  'mssql://u:%zz@h/db',
  'mysql://u:p@h/db',
  'x',
])('the database %p is refused', (text) => {
  expect(settingsAtFault({ SEKISHO_STORE_URL: text })).toEqual(['SEKISHO_STORE_URL']);
});

describe('docs/attacks.md E6: the mode is one that is known', () => {
  test.each(['Production', 'PRODUCTION', 'prod', 'production ', 'staging', 'dev'])(
    '%j stops the start',
    (mode) => {
      expect(faultsOf({ NODE_ENV: mode }).join()).toContain('NODE_ENV');
    },
  );
  test.each(['development', 'test', ''])('%j is no production', (mode) => {
    expect(parseSettings({ NODE_ENV: mode }, '/work').production).toBe(false);
  });
});

test('GraphiQL is served outside production by itself, and in production where that is said', () => {
  const served = (env: Record<string, string | undefined>) => parse(env).console.graphiql;
  expect([served({}), served({ SEKISHO_GRAPHIQL: 'off' }), served(PRODUCTION)]).toEqual([true, false, false]);
  expect(served({ ...PRODUCTION, SEKISHO_GRAPHIQL: 'on' })).toBe(true);
  expect(() => served({ SEKISHO_GRAPHIQL: 'yes' })).toThrow('SEKISHO_GRAPHIQL');
});
