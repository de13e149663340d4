import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';

/** The published tables of coverage, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  statistics_day:
    'published_on char(10) NOT NULL PRIMARY KEY, key_name varchar(12) NULL, made_at varchar(24) NULL',
  statistics_table:
    'published_on char(10) NOT NULL, vaccine varchar(32) NOT NULL, dose int NOT NULL, cut varchar(64) NOT NULL, ' +
    'part int NOT NULL, cells nvarchar(4000) NULL, PRIMARY KEY (published_on, vaccine, dose, cut, part)',
};

export const STATISTICS_MIGRATIONS: RoomMigrations = {
  room: 'statistics',
  steps: [firstTables('first-tables', TABLES)],
};
