import { factsOfActs } from '../acts/act-migrations.js';
import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';

/** Tables of the reconciliation, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  recon_finding:
    'id char(43) NOT NULL PRIMARY KEY, kind varchar(24) NULL, state varchar(16) NULL, suspected varchar(16) NULL, ' +
    'confidence int NULL, reasons varchar(400) NULL, atena_number char(15) NULL, other_number char(15) NULL, ' +
    'ledger_id varchar(16) NULL, ledger_under char(10) NULL, vrs_id char(36) NULL, vrs_under char(10) NULL, ' +
    'beside_id varchar(36) NULL, digest char(43) NULL, found_at varchar(24) NULL, seen_run int NULL, ' +
    'decision varchar(16) NULL, reason varchar(24) NULL, given_day char(10) NULL, given_number int NULL, ' +
    'given_maker char(2) NULL, given_lot varchar(20) NULL, proposed_by varchar(64) NULL, ' +
    'proposed_at varchar(24) NULL, proposed_act char(36) NULL, decided_by varchar(64) NULL, ' +
    'decided_at varchar(24) NULL, decided_act char(36) NULL, outcome varchar(64) NULL',
  recon_stray:
    'id varchar(48) NOT NULL PRIMARY KEY, run int NULL, side varchar(8) NULL, dose_id varchar(36) NULL, ' +
    'under char(10) NULL, atena_number char(15) NULL, join_hash varchar(43) NULL, venue_hash varchar(43) NULL, ' +
    'doctor_hash varchar(43) NULL, unfitting int NULL, locked int NULL, digest char(43) NULL, kind varchar(24) NULL, ' +
    'suspected varchar(16) NULL, confidence int NULL, reasons varchar(400) NULL, ledger_id varchar(16) NULL, ' +
    'vrs_id char(36) NULL, beside_id varchar(36) NULL',
  recon_run:
    'number int NOT NULL PRIMARY KEY, phase varchar(8) NULL, after_key varchar(43) NULL, started_at varchar(24) NULL, ' +
    'ended_at varchar(24) NULL, persons int NULL, doses int NULL, left_alone int NULL',
  recon_act:
    'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
    'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL',
};

const INDEXES = [
  { name: 'recon_finding_by_state', table: 'recon_finding', columns: 'state, id' },
  { name: 'recon_finding_of_person', table: 'recon_finding', columns: 'atena_number' },
  { name: 'recon_stray_by_hash', table: 'recon_stray', columns: 'join_hash, id' },
];

export const RECONCILIATION_MIGRATIONS: RoomMigrations = {
  room: 'reconciliation',
  steps: [firstTables('first-tables', TABLES, INDEXES), factsOfActs(2, 'recon_act')],
};
