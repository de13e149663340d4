import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';

/** Tables of the cases, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  case_file:
    'number nvarchar(64) NOT NULL PRIMARY KEY, fiscal_year int NULL, serial int NULL, ' +
    'document_number nvarchar(64) NULL, purposes varchar(200) NULL, division nvarchar(100) NULL, ' +
    'window_id varchar(32) NULL, requester varchar(16) NULL, ground varchar(16) NULL, ' +
    'office_kind varchar(32) NULL, requester_name nvarchar(100) NULL, documents varchar(400) NULL, ' +
    'consent_form nvarchar(100) NULL, consent_scopes varchar(200) NULL, consent_on char(10) NULL, ' +
    'consent_withdrawn_on char(10) NULL, asked_on char(10) NULL, open_until char(10) NULL, ' +
    'opened_by varchar(64) NULL, opened_at varchar(24) NULL, closed_by varchar(64) NULL, ' +
    'closed_at varchar(24) NULL, outcome varchar(16) NULL, opened_act char(36) NULL, ' +
    'closed_act char(36) NULL, withdrawn_by varchar(64) NULL, withdrawn_act char(36) NULL',
  case_person:
    'id nvarchar(80) NOT NULL PRIMARY KEY, case_number nvarchar(64) NULL, atena_number char(15) NULL',
  case_name: 'name nvarchar(64) NOT NULL PRIMARY KEY, case_number nvarchar(64) NULL',
  case_match:
    'id char(36) NOT NULL PRIMARY KEY, case_number nvarchar(64) NULL, atena_number char(15) NULL, ' +
    'decision varchar(16) NULL, account varchar(64) NULL, matched_at varchar(24) NULL',
  case_addition:
    'id char(36) NOT NULL PRIMARY KEY, case_number nvarchar(64) NULL, account varchar(64) NULL, ' +
    'added_at varchar(24) NULL, persons varchar(2000) NULL, documents varchar(400) NULL',
  case_act:
    'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
    'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL',
};

const INDEXES = [
  { name: 'case_person_of_case', table: 'case_person', columns: 'case_number' },
  { name: 'case_file_of_year', table: 'case_file', columns: 'fiscal_year, serial' },
  { name: 'case_file_by_account', table: 'case_file', columns: 'opened_by, opened_at' },
  { name: 'case_file_by_act', table: 'case_file', columns: 'opened_act' },
  { name: 'case_addition_of_case', table: 'case_addition', columns: 'case_number' },
  { name: 'case_match_of_case', table: 'case_match', columns: 'case_number' },
];

export const CASE_MIGRATIONS: RoomMigrations = {
  room: 'cases',
  steps: [firstTables('first-tables', TABLES, INDEXES)],
};
