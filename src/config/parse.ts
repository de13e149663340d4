import { join } from 'node:path';
import { INSTITUTION, MUNICIPALITY } from '../about.js';
import {
  CITY_SETTINGS,
  checkConsole,
  checkDemo,
  checkOidc,
  checkProduction,
  isLoopback,
} from './combinations.js';
import { readEnvironment, type Environment } from './environment.js';
import { readDatabase, readDay, readHost, readInteger, readPath, readUrl, type Reading } from './readers.js';
import type { Settings, ZoneRange } from './settings.js';
import { Faults, SettingsError } from './settings-error.js';
import { LOOPBACK_ZONES, parseZones } from './zones.js';

/** Publication day of the assessment (R002): the embedded city is made for it. */
const CITY_DAY = '2023-06-27';

/**
 * Reads all settings. Never stops at the first fault: throws one `SettingsError` that names every setting at fault,
 * what is wrong and what is expected, and never its value.
 * @param env the process environment; `NODE_ENV=production` turns on the checks of `combinations.ts`
 * @param cwd absolute path that relative paths start from
 */
export function parseSettings(env: Environment, cwd: string): Settings {
  const faults = new Faults();
  const reading: Reading = { read: readEnvironment(env, faults), faults, cwd };
  checkOidc(reading.read, faults);
  checkMode(env['NODE_ENV'], faults);
  const settings = assemble(reading, env['NODE_ENV'] === 'production');
  checkDemo(settings, faults);
  checkConsole(settings, reading.read, faults);
  checkProduction(settings, reading.read, faults);
  if (faults.lines.length > 0) throw new SettingsError(faults.lines);
  return freezeDeep(settings);
}

const MODES = ['production', 'development', 'test', ''];

/** `Production` or `prod` would start the demo, where everybody may make a token: another spelling is a fault. */
function checkMode(mode: string | undefined, faults: Faults): void {
  if (MODES.includes(mode ?? '')) return;
  faults.add(
    'NODE_ENV',
    'production、development、test のいずれかか、空にしてください(大文字と小文字は区別します)',
    'must be production, development, test or empty, in small letters',
  );
}

function assemble(reading: Reading, production: boolean): Settings {
  const { read } = reading;
  const dataDirectory = readPath(reading, 'SEKISHO_DATA', 'var');
  const city = join(dataDirectory, 'city', MUNICIPALITY);
  const embedded = CITY_SETTINGS.some((name) => read(name) === undefined);
  const today = readDay(reading, 'SEKISHO_TODAY');
  const issuer = readUrl(reading, 'SEKISHO_OIDC_ISSUER', ['https:', 'http:']);
  const audience = read('SEKISHO_OIDC_AUDIENCE');
  const host = readHost(reading);
  const oidc = issuer !== null && audience !== undefined ? { issuer, audience } : null;
  const loopbackZones = !production && isLoopback(host) && (embedded || oidc === null);
  return {
    host,
    port: readInteger(reading, 'SEKISHO_PORT', { min: 0, max: 65535, fallback: 4000 }),
    workers: readInteger(reading, 'SEKISHO_WORKERS', { min: 1, max: 64, fallback: 1 }),
    dataDirectory,
    auditDirectory: readPath(reading, 'SEKISHO_AUDIT_DIR', join(dataDirectory, 'audit')),
    auditMirror:
      read('SEKISHO_AUDIT_MIRROR') === undefined ? null : readPath(reading, 'SEKISHO_AUDIT_MIRROR', ''),
    auditWitness: readWitness(reading),
    auditSecret: readSecret(reading),
    production,
    city: {
      size: readInteger(reading, 'SEKISHO_CITY_SIZE', { min: 500, max: 5_000_000, fallback: 120_000 }),
      seed: readInteger(reading, 'SEKISHO_SEED', { min: 0, max: 0xffff_ffff, fallback: 13210 }),
      asOf: today ?? CITY_DAY,
      embedded,
    },
    today: today ?? (embedded ? CITY_DAY : null),
    sources: {
      registry: readDatabase(reading, 'SEKISHO_REGISTRY_URL', join(city, 'registry.sqlite')),
      health: readDatabase(reading, 'SEKISHO_HEALTH_URL', join(city, 'health.sqlite')),
      address: readDatabase(reading, 'SEKISHO_ADDRESS_URL', join(city, 'address-name.sqlite')),
    },
    store: readDatabase(reading, 'SEKISHO_STORE_URL', join(dataDirectory, 'store.sqlite')),
    intermediateUrl: readUrl(reading, 'SEKISHO_INTERMEDIATE_URL', ['http:', 'https:']),
    intermediateKeys: readPath(
      reading,
      'SEKISHO_INTERMEDIATE_KEYS',
      join(dataDirectory, 'keys', `intermediate-${INSTITUTION}.json`),
    ),
    vrsUrl: readUrl(reading, 'SEKISHO_VRS_URL', ['http:', 'https:']),
    vrsKeys: readPath(reading, 'SEKISHO_VRS_KEYS', join(dataDirectory, 'keys', `vrs-${MUNICIPALITY}.json`)),
    redisUrl: readUrl(reading, 'REDIS_URL', ['redis:', 'rediss:']),
    oidc,
    console: readConsole(reading, production),
    token: read('SEKISHO_TOKEN') ?? null,
    zones: readZones(reading, loopbackZones),
    trustedDocuments: readTrustedDocuments(reading),
    shadowPolicyDirectory:
      read('SEKISHO_POLICY_SHADOW') === undefined ? null : readPath(reading, 'SEKISHO_POLICY_SHADOW', ''),
  };
}

/**
 * Without the setting, loopback addresses stand for the zones where only invented residents can be reached.
 * Anywhere else there are no zones then, and nothing personal opens.
 */
function readZones({ read, faults }: Reading, loopbackZones: boolean): readonly ZoneRange[] {
  const text = read('SEKISHO_ZONES');
  if (text !== undefined) return parseZones(text, faults);
  return loopbackZones ? LOOPBACK_ZONES : [];
}

/** Sign-in needs all three: the client, its secret, and where the issuer sends the browser back to. */
function readConsole(reading: Reading, production: boolean): Settings['console'] {
  const { read } = reading;
  const [id, secret] = [read('SEKISHO_OIDC_CLIENT_ID'), read('SEKISHO_OIDC_CLIENT_SECRET')];
  return {
    publicUrl: readUrl(reading, 'SEKISHO_PUBLIC_URL', ['https:', 'http:']),
    client: id !== undefined && secret !== undefined ? { id, secret } : null,
    graphiql: readGraphiql(reading, production),
  };
}

function readGraphiql({ read, faults }: Reading, production: boolean): boolean {
  const text = read('SEKISHO_GRAPHIQL') ?? (production ? 'off' : 'on');
  if (text !== 'on' && text !== 'off')
    faults.add('SEKISHO_GRAPHIQL', 'on か off を指定してください', 'must be on or off');
  return text === 'on';
}

/** What looks like a URL is one, with all that is asked of one; anything else is a folder. */
function readWitness(reading: Reading): Settings['auditWitness'] {
  const text = reading.read('SEKISHO_AUDIT_WITNESS');
  if (text === undefined) return null;
  return text.includes('://')
    ? readUrl(reading, 'SEKISHO_AUDIT_WITNESS', ['https:', 'http:'])
    : readPath(reading, 'SEKISHO_AUDIT_WITNESS', '');
}

function readSecret({ read, faults }: Reading): string | null {
  const text = read('SEKISHO_AUDIT_SECRET');
  if (text === undefined) return null;
  if (!/^[\w-]{43}$/.test(text) || Buffer.from(text, 'base64url').length !== 32)
    faults.add(
      'SEKISHO_AUDIT_SECRET',
      '32 バイトを base64url で指定してください',
      'must be 32 bytes in base64url',
    );
  return text;
}

/** The manifest and the key that vouches for it: one without the other would protect nothing. */
function readTrustedDocuments(reading: Reading): Settings['trustedDocuments'] {
  const { read, faults } = reading;
  const [manifest, publicKey] = [read('SEKISHO_TRUSTED_DOCUMENTS'), read('SEKISHO_TRUSTED_KEY')];
  if (manifest === undefined && publicKey === undefined) return null;
  if (manifest === undefined)
    faults.add(
      'SEKISHO_TRUSTED_DOCUMENTS',
      'SEKISHO_TRUSTED_KEY とともに必要です',
      'is needed with SEKISHO_TRUSTED_KEY',
    );
  if (publicKey === undefined)
    faults.add(
      'SEKISHO_TRUSTED_KEY',
      'SEKISHO_TRUSTED_DOCUMENTS とともに必要です',
      'is needed with SEKISHO_TRUSTED_DOCUMENTS',
    );
  return {
    manifest: readPath(reading, 'SEKISHO_TRUSTED_DOCUMENTS', ''),
    publicKey: readPath(reading, 'SEKISHO_TRUSTED_KEY', ''),
  };
}

/** `URL` objects cannot be frozen by the language; everything around them is. */
function freezeDeep<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null && !(member instanceof URL)) freezeDeep(member);
  }
  return Object.freeze(value);
}
