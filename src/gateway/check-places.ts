import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SettingName } from '../config/keys.js';
import type { Settings } from '../config/settings.js';
import { SettingsError } from '../config/settings-error.js';
import type { DatabaseUrl } from '../database/database-url.js';
import { errnoOf } from '../files/errno.js';
import { readBeginningSync } from '../files/regular-file.js';
import { loadPolicy } from '../policy/load.js';
import { PolicyError } from '../policy/policy-error.js';
import { indexUrl } from './open-access-index.js';

type Places = Pick<
  Settings,
  | 'store'
  | 'sources'
  | 'dataDirectory'
  | 'auditDirectory'
  | 'auditMirror'
  | 'auditWitness'
  | 'shadowPolicyDirectory'
>;

/**
 * Refuses places that would do harm where they are, before anything is opened: a store that is somebody else's
 * database, in which tables would be made; a source's file that is no database, for nobody would be found in it; a
 * witness's folder that is not there, which made here would lie on the very disk it is to be apart from; a shadow
 * policy that is not there or at fault, with which nothing is compared.
 * @throws SettingsError that names the settings
 */
export function checkPlaces(settings: Places): void {
  const faults = [
    ...sourceFaults(settings),
    ...storeFaults(settings),
    ...witnessFaults(settings),
    ...shadowFaults(settings),
  ];
  if (faults.length > 0) throw new SettingsError(faults);
}

const named = ({
  registry,
  health,
  address,
}: Settings['sources']): readonly (readonly [SettingName, DatabaseUrl])[] => [
  ['SEKISHO_REGISTRY_URL', registry],
  ['SEKISHO_HEALTH_URL', health],
  ['SEKISHO_ADDRESS_URL', address],
];

/** A server that does not answer is no fault of the start: it may come back. A file that is not there does not. */
function sourceFaults({ sources }: Places): readonly string[] {
  return named(sources).flatMap(([name, url]) => {
    const code = url.kind === 'sqlite' ? faultOfDatabase(url.path) : null;
    return code === null
      ? []
      : [
          `${name}: データベースのファイルを読めません(${code})。場所と権限を確かめてください。内蔵の市は sekisho city build で作れます / the database file cannot be read (${code}). Check where it is and who may read it; the embedded city is made by: sekisho city build`,
        ];
  });
}

const SQLITE_HEADER = 'SQLite format 3\0';

/** Why it is no database of SQLite, as a code; null where it is one. */
function faultOfDatabase(path: string): string | null {
  try {
    const beginning = readBeginningSync(path, SQLITE_HEADER.length).toString('latin1');
    return beginning === SQLITE_HEADER ? null : 'SQLITE_NOTADB';
  } catch (error) {
    return errnoOf(error) ?? 'failed';
  }
}

function witnessFaults({ auditWitness: folder }: Places): readonly string[] {
  if (typeof folder !== 'string' || isFolder(folder)) return [];
  return [
    'SEKISHO_AUDIT_WITNESS: そのフォルダーはありません。マウントと場所を確かめてください。フォルダーは作りません / there is no such folder. Check the mount and where it is; it is not made here',
  ];
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function storeFaults({ store, sources, ...place }: Places): readonly string[] {
  const others = named(sources);
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
  if (folder === null) return [];
  if (isFolder(folder)) return policyFaults(folder);
  return [
    'SEKISHO_POLICY_SHADOW: そのフォルダーはありません。場所を確かめるか、設定を消してください / there is no such folder. Check where it is, or unset it',
  ];
}

/** At the start only: a shadow that is changed later is told in the log, as the policy in force is. */
function policyFaults(folder: string): readonly string[] {
  try {
    loadPolicy(folder);
    return [];
  } catch (error) {
    const faults = error instanceof PolicyError ? error.faults : [errnoOf(error) ?? 'it cannot be read'];
    return faults.map(
      (fault) =>
        `SEKISHO_POLICY_SHADOW: このポリシーには誤りがあります。sekisho policy lint で確かめてから指定するか、設定を消してください / this policy is at fault. Mend it, or unset the setting: ${fault}`,
    );
  }
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
