import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import type { Read } from './environment.js';
import type { SettingName } from './keys.js';
import type { DatabaseUrl } from '../database/database-url.js';
import type { Faults } from './settings-error.js';

/**
 * What every reader of one setting needs. Readers return the default where a fault was added: all are reported
 * at once.
 */
export interface Reading {
  readonly read: Read;
  readonly faults: Faults;
  /** Relative paths start here. */
  readonly cwd: string;
}

export function readInteger(
  { read, faults }: Reading,
  name: SettingName,
  range: { readonly min: number; readonly max: number; readonly fallback: number },
): number {
  const text = read(name);
  if (text === undefined) return range.fallback;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (value >= range.min && value <= range.max) return value;
  faults.add(
    name,
    `${range.min} から ${range.max} までの整数を指定してください`,
    `must be an integer from ${range.min} to ${range.max}`,
  );
  return range.fallback;
}

export function readHost({ read, faults }: Reading): string {
  const host = read('SEKISHO_HOST') ?? '127.0.0.1';
  if (isIP(host) !== 0 || /^(?!-)[a-z0-9.-]{1,253}(?<![-.])$/i.test(host)) return host;
  faults.add(
    'SEKISHO_HOST',
    'IP アドレスかホスト名を指定してください',
    'must be an IP address or a host name',
  );
  return '127.0.0.1';
}

export function readPath({ read, cwd }: Reading, name: SettingName, fallback: string): string {
  return resolve(cwd, read(name) ?? fallback);
}

/** A day that exists, from the start of use of the file (R059) on. Compared as text: no time zone can shift it. */
export function readDay({ read, faults }: Reading, name: SettingName): string | null {
  const text = read(name);
  if (text === undefined) return null;
  const day = new Date(`${text}T00:00:00Z`);
  const exists =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  if (exists && text >= '2021-04-01' && text <= '2099-12-31') return text;
  faults.add(
    name,
    '2021-04-01 から 2099-12-31 までの実在する日を YYYY-MM-DD で指定してください',
    'must be a day that exists, YYYY-MM-DD, from 2021-04-01 to 2099-12-31',
  );
  return null;
}

/**
 * A URL with one of the schemes; null where none is given. The value is never repeated: it may carry a password.
 */
export function readUrl(
  { read, faults }: Reading,
  name: SettingName,
  schemes: readonly string[],
): URL | null {
  const text = read(name);
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && schemes.includes(url.protocol) && url.hostname !== '') return url;
  const forms = schemes.map((scheme) => `${scheme}//host`).join(', ');
  faults.add(name, `次の形の URL を指定してください: ${forms}`, `must be a URL of the form ${forms}`);
  return null;
}

export function readDatabase(reading: Reading, name: SettingName, fallbackPath: string): DatabaseUrl {
  const text = reading.read(name);
  const fallback: DatabaseUrl = { kind: 'sqlite', path: fallbackPath };
  if (text === undefined) return fallback;
  const database = text.startsWith('sqlite:') ? sqliteUrl(text, reading.cwd) : mssqlUrl(text);
  if (database !== null) return database;
  reading.faults.add(
    name,
    'sqlite:パス または mssql://user:pass@host:port/db の形で指定してください(記号は % で符号化)',
    'must be sqlite:PATH or mssql://user:pass@host:port/db (encode special characters with %)',
  );
  return fallback;
}

/** `sqlite://x` would quietly become the path `/x`, and `:memory:` would forget everything: both are refused. */
function sqliteUrl(text: string, cwd: string): DatabaseUrl | null {
  const path = text.slice('sqlite:'.length);
  if (path === '' || path.startsWith('//') || path.startsWith(':')) return null;
  return { kind: 'sqlite', path: isAbsolute(path) ? path : resolve(cwd, path) };
}

/** Options after `?` are refused rather than ignored: someone would rely on `encrypt=true`. */
function mssqlUrl(text: string): DatabaseUrl | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const database = decode(url.pathname.slice(1));
  const user = decode(url.username);
  const password = decode(url.password);
  if (url.protocol !== 'mssql:' || url.hostname === '' || url.search !== '' || url.hash !== '') return null;
  if (!user || !password || !database || database.includes('/')) return null;
  const port = url.port === '' ? 1433 : Number(url.port);
  return { kind: 'mssql', host: url.hostname, port, database, user, password };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
