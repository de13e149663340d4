import { accessSync, constants, existsSync, readdirSync, statSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Settings } from '../config/settings.js';
import type { DatabaseUrl } from '../database/database-url.js';
import { SOURCE_SYSTEMS, type SourceSystem } from '../errors/source-error.js';
import { SOURCE_FACTS } from '../sources/source-facts.js';

/** One thing looked at. `fault` says what to do, in both languages. */
export interface Finding {
  readonly subject: string;
  readonly fault: { readonly ja: string; readonly en: string } | null;
}

/** The access log must not run out of room in the middle of a day: no record, no answer. */
const LEAST_FREE_BYTES = 2 * 1024 ** 3;

/** The folder itself, or the nearest one above it that exists: the gateway makes the rest. */
function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));
}

function writable(folder: string): boolean {
  try {
    accessSync(existing(folder), constants.W_OK | constants.X_OK);
    return statSync(existing(folder)).isDirectory();
  } catch {
    return false;
  }
}

export function checkDataFolder({ dataDirectory }: Settings): Finding {
  return {
    subject: `data folder ${dataDirectory}`,
    fault: writable(dataDirectory)
      ? null
      : {
          ja: '書き込めません。権限を直すか、SEKISHO_DATA を変えてください。',
          en: 'Cannot be written. Mend its permissions or change SEKISHO_DATA.',
        },
  };
}

export function checkAuditFolder({ auditDirectory }: Settings): Finding {
  return {
    subject: `audit folder ${auditDirectory}`,
    fault: writable(auditDirectory)
      ? null
      : {
          ja: '書き込めません。記録できない間は何も回答しません。権限か SEKISHO_AUDIT_DIR を直してください。',
          en: 'Cannot be written, and without a record nothing is answered. Mend its permissions or SEKISHO_AUDIT_DIR.',
        },
  };
}

export function checkFreeSpace({ auditDirectory }: Settings): Finding {
  const { bavail, bsize } = statfsSync(existing(auditDirectory));
  const free = bavail * bsize;
  return {
    subject: `free space for the access log: ${(free / 1024 ** 3).toFixed(1)} GiB`,
    fault:
      free >= LEAST_FREE_BYTES
        ? null
        : {
            ja: '2 GiB 以上空けてください。',
            en: 'Free at least 2 GiB, or move the log with SEKISHO_AUDIT_DIR.',
          },
  };
}

/** Where the settings place each system; null: it is not connected. */
const PLACES: Readonly<Record<SourceSystem, (settings: Settings) => DatabaseUrl | URL | 'stand-in' | null>> =
  {
    RESIDENT_REGISTRY: ({ sources }) => sources.registry,
    HEALTH_MANAGEMENT: ({ sources }) => sources.health,
    ADDRESS_NAME: ({ sources }) => sources.address,
    INTERMEDIATE_SERVER: ({ intermediateUrl, city }) =>
      intermediateUrl ?? (city.embedded ? 'stand-in' : null),
    VACCINATION_RECORD_SYSTEM: ({ vrsUrl, city }) => vrsUrl ?? (city.embedded ? 'stand-in' : null),
  };

/** Every source system, as far as it is a file. Servers are asked by `doctor-connections.ts`. */
export function checkSources(settings: Settings): readonly Finding[] {
  return SOURCE_SYSTEMS.map((system) => {
    const { nameEn: name } = SOURCE_FACTS[system];
    const place = PLACES[system](settings);
    if (place === null) return { subject: `${name}: not connected`, fault: null };
    if (place === 'stand-in') return { subject: `${name}: stand-in, started with the gateway`, fault: null };
    if (place instanceof URL) return { subject: `${name}: ${place.origin}`, fault: null };
    return checkDatabase(name, place, settings.dataDirectory);
  });
}

function checkDatabase(name: string, database: DatabaseUrl, dataDirectory: string): Finding {
  if (database.kind === 'mssql') {
    return { subject: `${name}: SQL Server ${database.host}:${database.port}`, fault: null };
  }
  const subject = `${name}: ${database.path}`;
  if (!existsSync(database.path)) {
    return { subject, fault: database.path.startsWith(join(dataDirectory, 'city')) ? NOT_BUILT : NOT_THERE };
  }
  return { subject, fault: opens(database.path) ? null : BROKEN };
}

const NOT_BUILT = {
  ja: 'まだありません。`sekisho city build` か最初の起動で作られます。',
  en: 'Not there yet: `sekisho city build` makes it, and so does the first start.',
};

const NOT_THERE = {
  ja: 'ファイルがありません。設定の URL を確かめてください。',
  en: 'There is no such file. Check the URL in the settings.',
};

const BROKEN = {
  ja: '開けません。途中で止まった作成の残りなら、消してから `sekisho city build` を実行してください。',
  en: 'Does not open. If it is left from an interrupted build, delete it and run `sekisho city build`.',
};

/** Reads the catalogue: a file of another kind, a torn one or one without a table does not pass. */
function opens(path: string): boolean {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table'").get() !== undefined;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** Whoever can read the keys can forge the log: they are for the gateway's own account alone. */
export function checkKeys({ dataDirectory }: Settings): readonly Finding[] {
  const folder = join(dataDirectory, 'keys');
  if (!existsSync(folder)) return [];
  return ['', ...readdirSync(folder)].map((file) => {
    const path = join(folder, file);
    return { subject: `key ${path}`, fault: (statSync(path).mode & 0o077) === 0 ? null : OPEN_KEY };
  });
}

const OPEN_KEY = {
  ja: 'ほかの利用者が読めます。誰が読んだかを確かめ、権限を 600(フォルダーは 700)にしてください。',
  en: 'Others may read it. Find out who did, then chmod 600 (the folder: 700).',
};
