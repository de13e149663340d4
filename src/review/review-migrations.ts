import { factsOfActs } from '../acts/act-migrations.js';
import { firstTables } from '../database/first-tables.js';
import type { RoomMigrations } from '../database/migrate.js';

/** Tables of the periodic review, as the first release made them. */
const TABLES: Readonly<Record<string, string>> = {
  review_verdict:
    'id char(36) NOT NULL PRIMARY KEY, finding char(43) NULL, verdict varchar(16) NULL, note nvarchar(400) NULL, ' +
    'account varchar(64) NULL, judged_at varchar(24) NULL',
  review_signature:
    'id char(36) NOT NULL PRIMARY KEY, from_day char(10) NULL, to_day char(10) NULL, account varchar(64) NULL, ' +
    'reviewer nvarchar(100) NULL, reviewed_on char(10) NULL, signed_at varchar(24) NULL, report char(64) NULL, ' +
    'content char(43) NULL, findings int NULL, record varchar(40) NULL',
  review_part:
    'id varchar(48) NOT NULL PRIMARY KEY, signature char(36) NULL, position int NULL, part_text nvarchar(4000) NULL',
  review_signed_finding: 'finding char(43) NOT NULL PRIMARY KEY, signature char(36) NULL',
  review_act:
    'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
    'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL',
};

const INDEXES = [
  { name: 'review_verdict_of_finding', table: 'review_verdict', columns: 'finding, judged_at' },
  { name: 'review_signature_of_span', table: 'review_signature', columns: 'from_day, to_day' },
  { name: 'review_part_of_signature', table: 'review_part', columns: 'signature, position' },
];

export const REVIEW_MIGRATIONS: RoomMigrations = {
  room: 'review',
  steps: [firstTables('first-tables', TABLES, INDEXES), factsOfActs(2, 'review_act')],
};
