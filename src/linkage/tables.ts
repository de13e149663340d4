import { actTable } from '../acts/act-row.js';
import { char, int, key, nvarchar, table, varchar, type Column, type Table } from '../database/table.js';
import type { RequestRow } from './rows.js';

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

export const ACT_TABLE = actTable('linkage_act');

/** How far the queue of deliveries has been read; one row. */
export const CURSOR_TABLE = table('linkage_cursor', { id: key(int('id')), delivery: int('delivery') });
export const CURSOR_ID = 1;

export const LINKAGE_TABLES: readonly Table[] = [REQUEST_TABLE, ACT_TABLE, CURSOR_TABLE];
