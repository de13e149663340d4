import { factsOfActs } from '../acts/act-migrations.js';
import type { RoomMigrations } from '../database/migrate.js';
import { createIndex, createTable, dropTable } from '../database/sql-for-migrations.js';

/** Tables of the exchange with the intermediate server, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  linkage_request:
    'id char(36) NOT NULL PRIMARY KEY, account varchar(64) NULL, purpose varchar(16) NULL, ' +
    'case_number varchar(64) NULL, atena_number varchar(15) NULL, row_cited nvarchar(8) NULL, ' +
    'article nvarchar(60) NULL, citation nvarchar(120) NULL, basis_conflict int NULL, provider char(16) NULL, ' +
    'items varchar(400) NULL, period_from varchar(10) NULL, period_to varchar(10) NULL, hidden int NULL, ' +
    'state varchar(20) NULL, requested_at varchar(24) NULL, changed_at varchar(24) NULL, ' +
    'processing_number varchar(20) NULL, refusal_code varchar(24) NULL, refusal_article nvarchar(60) NULL, ' +
    'quarantine varchar(20) NULL, answer_hash varchar(43) NULL',
  linkage_act:
    'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
    'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL',
  linkage_cursor: 'id int NOT NULL PRIMARY KEY, delivery int NULL',
};

/** How inquiries went, and what was decided on provisions. */
const HISTORIES: Readonly<Record<string, string>> = {
  linkage_step:
    'request_id char(36) NOT NULL, state varchar(20) NOT NULL, reached_at varchar(24) NULL, ' +
    'PRIMARY KEY (request_id, state)',
  linkage_decision:
    'act_id varchar(43) NOT NULL PRIMARY KEY, processing_number varchar(20) NULL, state varchar(20) NULL, ' +
    'account varchar(64) NULL, case_number varchar(64) NULL, decided_at varchar(24) NULL',
};

/** No delivery has been read yet. */
const FIRST_CURSOR =
  'INSERT INTO linkage_cursor (id, delivery) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM linkage_cursor)';

export const LINKAGE_MIGRATIONS: RoomMigrations = {
  room: 'linkage',
  steps: [
    {
      number: 1,
      name: 'first-tables',
      up: (dialect) => [
        ...Object.entries(TABLES).map(([name, columns]) => createTable(dialect, name, columns)),
        FIRST_CURSOR,
      ],
      down: () => Object.keys(TABLES).map(dropTable),
    },
    {
      number: 2,
      name: 'histories',
      up: (dialect) => [
        ...Object.entries(HISTORIES).map(([name, columns]) => createTable(dialect, name, columns)),
        createIndex(dialect, {
          name: 'linkage_decision_provision',
          table: 'linkage_decision',
          columns: 'processing_number',
        }),
      ],
      down: () => Object.keys(HISTORIES).map(dropTable),
    },
    factsOfActs(3, 'linkage_act'),
    // Nobody reads them: an act of this room is gone on with by its client, or by its request.
    { number: 4, name: 'facts-of-nobody', up: () => ['UPDATE linkage_act SET facts = NULL'], down: () => [] },
  ],
};
