import { actTable } from '../acts/act-row.js';
import { char, int, key, nvarchar, table, varchar, type Column, type Table } from '../database/table.js';
import type { DecisionRow, StepRow, RequestRow } from './rows.js';

const uuid = (name: string): Column => char(name, 36);
const instant = (name: string): Column => varchar(name, 24);
const hash = (name: string): Column => varchar(name, 43);

export const REQUEST_TABLE: Table<keyof RequestRow> = table('linkage_request', {
  id: key(uuid('id')),
  account: varchar('account', 64),
  purpose: varchar('purpose', 16),
  caseNumber: varchar('case_number', 64),
  atenaNumber: varchar('atena_number', 15),
  row: nvarchar('row_cited', 8),
  article: nvarchar('article', 60),
  citation: nvarchar('citation', 120),
  basisConflict: int('basis_conflict'),
  provider: char('provider', 16),
  items: varchar('items', 400),
  periodFrom: varchar('period_from', 10),
  periodTo: varchar('period_to', 10),
  hidden: int('hidden'),
  state: varchar('state', 20),
  requestedAt: instant('requested_at'),
  changedAt: instant('changed_at'),
  processingNumber: varchar('processing_number', 20),
  refusalCode: varchar('refusal_code', 24),
  refusalArticle: nvarchar('refusal_article', 60),
  quarantine: varchar('quarantine', 20),
  answerHash: hash('answer_hash'),
});

/** How an inquiry came to where it is: one row for each state it was in. */
export const STEP_TABLE: Table<keyof StepRow> = table('linkage_step', {
  requestId: key(uuid('request_id')),
  state: key(varchar('state', 20)),
  at: instant('reached_at'),
});

/** What was decided here on what another body asks; one row for each act. */
export const DECISION_TABLE: Table<keyof DecisionRow> = table('linkage_decision', {
  act: key(hash('act_id')),
  provision: varchar('processing_number', 20),
  state: varchar('state', 20),
  account: varchar('account', 64),
  caseNumber: varchar('case_number', 64),
  at: instant('decided_at'),
});

export const ACT_TABLE = actTable('linkage_act');

/** How far the queue of deliveries has been read; one row. */
export const CURSOR_TABLE = table('linkage_cursor', { id: key(int('id')), delivery: int('delivery') });
export const CURSOR_ID = 1;

export const LINKAGE_TABLES: readonly Table[] = [
  REQUEST_TABLE,
  STEP_TABLE,
  DECISION_TABLE,
  ACT_TABLE,
  CURSOR_TABLE,
];
