import { resolve } from 'node:path';
import type { AccessIndex } from '../../audit/index/access-index.js';
import { IndexDatabase } from '../../audit/index/index-database.js';
import { JournalIndexer } from '../../audit/index/journal-indexer.js';
import { SqlIndex } from '../../audit/index/sql-index.js';
import { refuseOtherVersions } from '../../audit/segments/other-versions.js';
import type { AuditKeys } from '../../audit/keys/audit-keys.js';
import type { Settings } from '../../config/settings.js';
import { openIndexDatabase } from '../../gateway/open-access-index.js';

export interface IndexedLog {
  readonly directory: string;
  readonly keys: AuditKeys;
  /** null: whose log this is is not known. */
  readonly settings: Pick<Settings, 'auditDirectory' | 'dataDirectory' | 'store'> | null;
}

/**
 * The gateway's own index for the gateway's own log; for a log from elsewhere one in memory, gone when it is
 * closed.
 * @throws GatewayError AUDIT_UNAVAILABLE where the log is of a version of the format that is not read here.
 */
export async function openIndexOf({ directory, settings }: IndexedLog): Promise<IndexDatabase> {
  await refuseOtherVersions(directory);
  if (settings !== null && resolve(directory) === resolve(settings.auditDirectory))
    return openIndexDatabase(settings);
  return IndexDatabase.open({ url: { kind: 'sqlite', path: ':memory:' } });
}

/** Does something with the index of a log, brought up to date before. */
export async function withAccessIndex<T>(
  log: IndexedLog,
  work: (index: AccessIndex) => Promise<T>,
): Promise<T> {
  const database = await openIndexOf(log);
  const indexer = new JournalIndexer({ database, ...log });
  try {
    await indexer.catchUp();
    return await work(new SqlIndex(database));
  } finally {
    await indexer.close();
    await database.close();
  }
}
