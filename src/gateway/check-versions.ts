import { refuseOtherVersions } from '../audit/segments/other-versions.js';
import type { Settings } from '../config/settings.js';
import { NewerStoreError } from '../database/migration-errors.js';
import { MIGRATED_ROOMS, stateOfRoom } from './migrated-rooms.js';

/**
 * Refuses the start where store, index or log are of a version that this program does not read. Asked of all of
 * them before any is opened: an upgrade that has to be taken back has then changed none. What cannot be read at
 * all is left to whoever opens it, who can say more.
 * @throws NewerStoreError, or GatewayError AUDIT_UNAVAILABLE for the log
 */
export async function checkVersions(
  settings: Pick<Settings, 'dataDirectory' | 'store' | 'auditDirectory'>,
): Promise<void> {
  await refuseOtherVersions(settings.auditDirectory);
  for (const migrations of MIGRATED_ROOMS) {
    const fault: unknown = await stateOfRoom(migrations, settings).catch((error: unknown) => error);
    if (fault instanceof NewerStoreError) throw fault;
  }
}
