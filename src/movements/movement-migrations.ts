import { factsOfActs } from '../acts/act-migrations.js';
import { heldByEach } from '../acts/held-acts.js';
import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';

/** Tables of the movements, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  movement_act:
    'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
    'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL',
  movement_request:
    'id char(36) NOT NULL PRIMARY KEY, account varchar(64) NULL, case_number varchar(64) NULL, ' +
    'kind varchar(24) NULL, atena_number char(15) NULL, merged_into char(15) NULL',
  movement_flag:
    'id varchar(32) NOT NULL PRIMARY KEY, position_no int NULL, movement_number int NULL, ' +
    'atena_number char(15) NULL, merged_into char(15) NULL, target varchar(16) NULL, ' +
    'action_name varchar(8) NULL, kind varchar(24) NULL, effective_on char(10) NULL, due_on char(10) NULL, ' +
    'state varchar(12) NULL, ended_at varchar(24) NULL, withdrawn_by int NULL',
  movement_followed: 'id varchar(8) NOT NULL PRIMARY KEY, position_no int NULL',
};

const INDEXES = [
  { name: 'movement_flag_by_state', table: 'movement_flag', columns: 'state, due_on' },
  { name: 'movement_flag_of_person', table: 'movement_flag', columns: 'atena_number' },
  { name: 'movement_flag_of_change', table: 'movement_flag', columns: 'position_no' },
];

export const MOVEMENT_MIGRATIONS: RoomMigrations = {
  room: 'movements',
  steps: [
    firstTables('first-tables', TABLES, INDEXES),
    factsOfActs(2, 'movement_act'),
    heldByEach(
      3,
      { from: 'movement_request', to: 'movement_held_request', id: 'char(36)' },
      {
        ...{ account: 'varchar(64)', case_number: 'varchar(64)', kind: 'varchar(24)' },
        ...{ atena_number: 'char(15)', merged_into: 'char(15)' },
      },
    ),
  ],
};
