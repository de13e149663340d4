import { factsOfActs } from '../acts/act-migrations.js';
import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';
import { addColumn, dropColumn } from '../database/sql-for-migrations.js';
import type { Dialect } from '../database/table.js';

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

/** Of a consent that came after the case was opened. */
const ADDED_CONSENT = [
  { table: 'case_file', name: 'consent_by', type: 'varchar(64)' },
  { table: 'case_file', name: 'consent_act', type: 'char(36)' },
];

/** Whom a consent covers. */
const CONSENTED = { table: 'case_person', name: 'consented_on', type: 'char(10)' };

/** Whether an addition `a` names the person of a row. */
function isNamed(dialect: Dialect): string {
  const join = dialect === 'sqlite' ? '||' : '+';
  return `' ' ${join} a.persons ${join} ' ' LIKE '% ' ${join} RTRIM(case_person.atena_number) ${join} ' %'`;
}

/**
 * A consent that stands covers who was on its case from the start, and who was added on an earlier day. Days are Japan's,
 * which are ahead of the stored instants from 15:00 UTC on: what is in doubt then, as on the day itself, is not covered.
 */
function coverThoseBefore(dialect: Dialect): string {
  return (
    'UPDATE case_person SET consented_on = (SELECT f.consent_on FROM case_file f WHERE f.number = case_person.case_number) ' +
    'WHERE NOT EXISTS (SELECT 1 FROM case_addition a JOIN case_file f ON f.number = a.case_number ' +
    'WHERE a.case_number = case_person.case_number ' +
    `AND ${isNamed(dialect)} ` +
    "AND NOT (SUBSTRING(a.added_at, 1, 10) < f.consent_on AND SUBSTRING(a.added_at, 12, 2) < '15'))"
  );
}

/** When a person came onto a case, and what was seen again for them. */
const ADDED_AT = { table: 'case_person', name: 'added_at', type: 'varchar(24)' };
const SEEN_AGAIN = { table: 'case_addition', name: 'seen_again', type: 'varchar(400)' };

/**
 * Whoever an addition names came with it. Those of before name also who was on the case already: for them documents are
 * looked at once more rather than taken for theirs.
 */
function tellWhenAdded(dialect: Dialect): string {
  return (
    'UPDATE case_person SET added_at = (SELECT MIN(a.added_at) FROM case_addition a ' +
    'WHERE a.case_number = case_person.case_number ' +
    `AND ${isNamed(dialect)})`
  );
}

export const CASE_MIGRATIONS: RoomMigrations = {
  room: 'cases',
  steps: [
    firstTables('first-tables', TABLES, INDEXES),
    factsOfActs(2, 'case_act'),
    {
      number: 3,
      name: 'added-consent',
      up: (dialect) => ADDED_CONSENT.map((column) => addColumn(dialect, column)),
      down: () => ADDED_CONSENT.map(({ table, name }) => dropColumn(table, name)),
    },
    {
      number: 4,
      name: 'consent-of-persons',
      up: (dialect) => [addColumn(dialect, CONSENTED), coverThoseBefore(dialect)],
      down: () => [dropColumn(CONSENTED.table, CONSENTED.name)],
    },
    {
      number: 5,
      name: 'documents-of-persons',
      up: (dialect) => [addColumn(dialect, ADDED_AT), addColumn(dialect, SEEN_AGAIN), tellWhenAdded(dialect)],
      down: () => [ADDED_AT, SEEN_AGAIN].map(({ table, name }) => dropColumn(table, name)),
    },
  ],
};
