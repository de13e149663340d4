import { refuseOtherVersions } from '../audit/segments/other-versions.js';
import type { Settings } from '../config/settings.js';
import { NewerStoreError } from '../database/migration-errors.js';
import { INDEX_MIGRATIONS } from '../audit/index/index-migrations.js';
import { MIGRATED_ROOMS, stateOfRoom } from './migrated-rooms.js';
import { startFault } from './start-fault.js';

/** Replaced by what a store or a log of another version says of itself. */
const TO_DO = { ja: '版を確かめてください。', en: 'Check its version.' };

/**
 * Refuses the start where store, index or log are of a version that this program does not read. Asked of all of
 * them before any is opened: an upgrade that has to be taken back has then changed none. What cannot be read at
 * all is left to whoever opens it, who can say more.
 * @throws SettingsError that names the setting, the version found and the versions read
 */
export async function checkVersions(
  settings: Pick<Settings, 'dataDirectory' | 'store' | 'auditDirectory'>,
): Promise<void> {
  await refuseOtherVersions(settings.auditDirectory).catch((error: unknown) => {
    const what = { ja: 'アクセス記録を開けません', en: 'the access log cannot be opened', toDo: TO_DO };
    throw startFault('SEKISHO_AUDIT_DIR', error, what);
  });
  for (const migrations of MIGRATED_ROOMS) {
    const fault: unknown = await stateOfRoom(migrations, settings).catch((error: unknown) => error);
    if (!(fault instanceof NewerStoreError)) continue;
    const ownFile = migrations === INDEX_MIGRATIONS && settings.store.kind === 'sqlite';
    const what = { ja: 'データベースを開けません', en: 'the store cannot be opened', toDo: TO_DO };
    throw startFault(ownFile ? 'SEKISHO_DATA' : 'SEKISHO_STORE_URL', fault, what);
  }
}
