import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SettingName } from '../config/keys.js';
import type { Settings } from '../config/settings.js';
import { SettingsError } from '../config/settings-error.js';
import type { DatabaseUrl } from '../database/database-url.js';
import { indexUrl } from './open-access-index.js';

type Places = Pick<
  Settings,
  'store' | 'sources' | 'dataDirectory' | 'auditDirectory' | 'auditMirror' | 'shadowPolicyDirectory'
>;

/**
 * Refuses places that would do harm where they are, before anything is opened: a store that is somebody else's
 * database, in which tables would be made, and a shadow policy that is not there, with which nothing is compared.
 * @throws SettingsError that names the settings
 */
export function checkPlaces(settings: Places): void {
  const faults = [...storeFaults(settings), ...shadowFaults(settings)];
  if (faults.length > 0) throw new SettingsError(faults);
}

function storeFaults({ store, sources, ...place }: Places): readonly string[] {
  const others: readonly (readonly [SettingName, DatabaseUrl])[] = [
    ['SEKISHO_REGISTRY_URL', sources.registry],
    ['SEKISHO_HEALTH_URL', sources.health],
    ['SEKISHO_ADDRESS_URL', sources.address],
  ];
  const own: readonly (readonly [SettingName, DatabaseUrl])[] =
    store.kind === 'sqlite' ? [['SEKISHO_DATA', indexUrl({ ...place, store })]] : [];
  const faults = [...others, ...own].flatMap(([name, other]) =>
    sameDatabase(store, other)
      ? [
          `SEKISHO_STORE_URL: ${name} と同じデータベースです。専用のものを指定してください / is the same database as ${name}. Name one of its own`,
        ]
      : [],
  );
  if (store.kind !== 'sqlite') return faults;
  const folders: readonly (readonly [SettingName, string | null])[] = [
    ['SEKISHO_AUDIT_DIR', place.auditDirectory],
    ['SEKISHO_AUDIT_MIRROR', place.auditMirror],
  ];
  for (const [name, folder] of folders)
    if (folder !== null && realPlace(store.path).startsWith(`${realPlace(folder)}/`))
      faults.push(
        `SEKISHO_STORE_URL: ${name} の中にあります。別の場所を指定してください / lies in ${name}. Name another place`,
      );
  return faults;
}

function shadowFaults({ shadowPolicyDirectory: folder }: Places): readonly string[] {
  if (folder === null || statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return [];
  return [
    'SEKISHO_POLICY_SHADOW: そのフォルダーはありません。場所を確かめるか、設定を消してください / there is no such folder. Check where it is, or unset it',
  ];
}

function sameDatabase(one: DatabaseUrl, other: DatabaseUrl): boolean {
  if (one.kind === 'mssql' || other.kind === 'mssql')
    return (
      one.kind === 'mssql' &&
      other.kind === 'mssql' &&
      [one.host, one.port, one.database].join().toLowerCase() ===
        [other.host, other.port, other.database].join().toLowerCase()
    );
  if (realPlace(one.path) === realPlace(other.path)) return true;
  const [a, b] = [one.path, other.path].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/** Through all links, as far as the path is there. */
function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPlace(parent), basename(path));
  }
}
