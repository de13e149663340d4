import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';

/** Support measures as they were last seen in the registry, as the first release made their tables. */
const TABLES = firstTables('first-tables', {
  measure_version: 'id int NOT NULL PRIMARY KEY, version int NULL',
  measure_seen:
    'atena_number char(15) NOT NULL, first_day char(10) NOT NULL, last_day char(10) NOT NULL, ' +
    'PRIMARY KEY (atena_number, first_day, last_day)',
});
const FIRST_VERSION =
  'INSERT INTO measure_version (id, version) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM measure_version)';

export const MEASURE_MIGRATIONS: RoomMigrations = {
  room: 'measures',
  steps: [{ ...TABLES, up: (dialect) => [...TABLES.up(dialect), FIRST_VERSION] }],
};
