import { factsOfActs } from '../acts/act-migrations.js';
import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';
import { addColumn, dropColumn } from '../database/sql-for-migrations.js';

/** Tables of the vaccination file's changes, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  immunization_change:
    'id char(36) NOT NULL PRIMARY KEY, dose_id varchar(10) NULL, atena_number char(15) NULL, ' +
    'health_number char(10) NULL, kind varchar(16) NULL, state varchar(20) NULL, way varchar(16) NULL, ' +
    'origin varchar(16) NULL, evidence varchar(32) NULL, reason nvarchar(200) NULL, ' +
    'warnings varchar(400) NULL, base_version int NULL, version int NULL, ' +
    'content_before nvarchar(2000) NULL, content_after nvarchar(2000) NULL, locks int NULL, ' +
    'account varchar(64) NULL, case_number nvarchar(64) NULL, changed_at varchar(24) NULL, ' +
    'content_hash varchar(43) NULL, decided_by varchar(64) NULL, decided_at varchar(24) NULL, ' +
    'decided_act char(36) NULL',
  immunization_busy: 'subject varchar(32) NOT NULL PRIMARY KEY, change_id char(36) NULL',
  immunization_act:
    'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
    'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL',
};

const INDEXES = [
  { name: 'immunization_change_of_dose', table: 'immunization_change', columns: 'dose_id, changed_at' },
  { name: 'immunization_change_of_person', table: 'immunization_change', columns: 'health_number' },
  { name: 'immunization_change_by_state', table: 'immunization_change', columns: 'state, changed_at' },
  { name: 'immunization_change_by_decision', table: 'immunization_change', columns: 'decided_act' },
] as const;

const DECISION_REASON = { table: 'immunization_change', name: 'decision_reason', type: 'nvarchar(200)' };

export const RECORD_MIGRATIONS: RoomMigrations = {
  room: 'immunization-records',
  steps: [
    firstTables('tables-of-changes', TABLES, INDEXES),
    factsOfActs(2, 'immunization_act'),
    {
      number: 3,
      name: 'reason-of-decision',
      up: (dialect) => [addColumn(dialect, DECISION_REASON)],
      down: () => [dropColumn(DECISION_REASON.table, DECISION_REASON.name)],
    },
  ],
};
