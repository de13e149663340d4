import { existsSync } from 'node:fs';
import { INDEX_MIGRATIONS } from '../audit/index/index-migrations.js';
import type { Settings } from '../config/settings.js';
import type { DatabaseUrl } from '../database/database-url.js';
import { connectStore } from '../database/connection.js';
import { readState, type MigrationState, type RoomMigrations } from '../database/migrate.js';
import { CASE_MIGRATIONS } from '../cases/case-migrations.js';
import { RECORD_MIGRATIONS } from '../immunization-records/record-migrations.js';
import { MOVEMENT_MIGRATIONS } from '../movements/movement-migrations.js';
import { LINKAGE_MIGRATIONS } from '../linkage/linkage-migrations.js';
import { VRS_MIGRATIONS } from '../vaccination-record/vrs-migrations.js';
import { RECONCILIATION_MIGRATIONS } from '../reconciliation/finding-migrations.js';
import { REVIEW_MIGRATIONS } from '../review/review-migrations.js';
import { STATISTICS_MIGRATIONS } from '../statistics/statistics-migrations.js';
import { MEASURE_MIGRATIONS } from '../persons/measure-migrations.js';
import { STAFF_MIGRATIONS } from '../staff/staff-migrations.js';
import { indexUrl } from './open-access-index.js';

/** Every room that keeps tables of its own: what `sekisho store migrate` goes through. */
export const MIGRATED_ROOMS: readonly RoomMigrations[] = [
  STAFF_MIGRATIONS,
  CASE_MIGRATIONS,
  MEASURE_MIGRATIONS,
  LINKAGE_MIGRATIONS,
  RECORD_MIGRATIONS,
  MOVEMENT_MIGRATIONS,
  VRS_MIGRATIONS,
  STATISTICS_MIGRATIONS,
  RECONCILIATION_MIGRATIONS,
  REVIEW_MIGRATIONS,
  INDEX_MIGRATIONS,
];

/** Where a room's tables are: all in the store, but for the index, which has a file of its own on SQLite. */
export function urlOfRoom(
  { room }: RoomMigrations,
  settings: Pick<Settings, 'dataDirectory' | 'store'>,
): DatabaseUrl {
  return room === INDEX_MIGRATIONS.room ? indexUrl(settings) : settings.store;
}

/**
 * What of a room is applied, without a byte written. A database that is not there yet has nothing applied, and is
 * not made by looking.
 * @throws NewerStoreError where the store has steps that this program does not know; the driver's own fault where
 *   it cannot be read
 */
export async function stateOfRoom(
  migrations: RoomMigrations,
  settings: Pick<Settings, 'dataDirectory' | 'store'>,
): Promise<MigrationState> {
  const url = urlOfRoom(migrations, settings);
  if (url.kind === 'sqlite' && !existsSync(url.path)) return { applied: 0, pending: migrations.steps };
  const source = await connectStore({ url, readOnly: true }, []);
  try {
    return await readState(source, migrations);
  } finally {
    await source.destroy();
  }
}
