import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openAll } from '../background/closing.js';
import { ALONE, type Duty } from '../background/duty.js';
import { DutyIndexing } from '../audit/index/duty-indexing.js';
import { IndexDatabase } from '../audit/index/index-database.js';
import { IndexLoop } from '../audit/index/index-loop.js';
import { IndexWorker } from '../audit/index/index-worker.js';
import type { Indexing } from '../audit/index/indexing.js';
import { JournalIndexer } from '../audit/index/journal-indexer.js';
import { SqlIndex } from '../audit/index/sql-index.js';
import type { AuditKeys } from '../audit/keys/audit-keys.js';
import type { Settings } from '../config/settings.js';
import type { DatabaseUrl } from '../database/database-url.js';
import type { Logger } from '../log/logger.js';

type Place = Pick<Settings, 'dataDirectory' | 'store'>;

/** Beside the log's keys in the data folder, or in the store where that is a server: replicas share it then. */
export function indexUrl({ dataDirectory, store }: Place): DatabaseUrl {
  return store.kind === 'mssql' ? store : { kind: 'sqlite', path: join(dataDirectory, 'audit-index.sqlite') };
}

/**
 * Opens the index. A file that is no database any more is replaced by an empty one: all that was in it is in
 * the journal.
 */
export async function openIndexDatabase(place: Place): Promise<IndexDatabase> {
  const url = indexUrl(place);
  try {
    return await IndexDatabase.open({ url });
  } catch (error) {
    if (url.kind !== 'sqlite' || !/SQLITE_(NOTADB|CORRUPT)/.test(String((error as { code?: unknown }).code)))
      throw error;
    for (const end of ['', '-wal', '-shm']) await rm(`${url.path}${end}`, { force: true });
    return IndexDatabase.open({ url });
  }
}

export interface OpenedIndex {
  readonly index: SqlIndex;
  readonly indexing: Indexing;
}

export async function openAccessIndex(
  settings: Settings,
  {
    keys,
    keyFile,
    log,
    inProcess,
    duty,
  }: {
    readonly keys: AuditKeys;
    readonly keyFile: string;
    readonly log: Logger;
    readonly inProcess: boolean;
    readonly duty: Duty;
  },
): Promise<OpenedIndex> {
  const directory = settings.auditDirectory;
  const onFault = (err: unknown): void => {
    if (err === null) log.info({}, 'the index of the log goes on');
    else
      log.warn(
        { err },
        'the index of the log is not brought up to date: answers go on, access histories may lack the newest',
      );
  };
  return openAll(async (closing) => {
    const database = closing.add(await openIndexDatabase(settings));
    const begin = () =>
      inProcess
        ? new IndexLoop(new JournalIndexer({ database, directory, keys }), { onFault })
        : new IndexWorker({
            url: indexUrl(settings),
            directory,
            keyFile,
            secret: settings.auditSecret,
            onFault,
          });
    const indexing = duty === ALONE ? begin() : new DutyIndexing(duty, begin);
    return { index: new SqlIndex(database), indexing };
  });
}
