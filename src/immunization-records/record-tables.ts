import { actTable } from '../acts/act-row.js';
import { char, int, key, nvarchar, table, varchar, type Table } from '../database/table.js';
import type { BusyRow, ChangeRow } from './change-row.js';

export const CHANGE_TABLE: Table<keyof ChangeRow> = table('immunization_change', {
  id: key(char('id', 36)),
  doseId: varchar('dose_id', 10),
  atenaNumber: char('atena_number', 15),
  healthNumber: char('health_number', 10),
  kind: varchar('kind', 16),
  state: varchar('state', 20),
  way: varchar('way', 16),
  origin: varchar('origin', 16),
  evidence: varchar('evidence', 32),
  reason: nvarchar('reason', 200),
  warnings: varchar('warnings', 400),
  baseVersion: int('base_version'),
  version: int('version'),
  before: nvarchar('content_before', 2_000),
  after: nvarchar('content_after', 2_000),
  locks: int('locks'),
  account: varchar('account', 64),
  caseNumber: nvarchar('case_number', 64),
  at: varchar('changed_at', 24),
  contentHash: varchar('content_hash', 43),
  decidedBy: varchar('decided_by', 64),
  decidedAt: varchar('decided_at', 24),
  decidedAct: char('decided_act', 36),
  decisionReason: nvarchar('decision_reason', 200),
});

export const BUSY_TABLE: Table<keyof BusyRow> = table('immunization_busy', {
  subject: key(varchar('subject', 32)),
  changeId: char('change_id', 36),
});

export const ACT_TABLE = actTable('immunization_act');

export const RECORD_TABLES: readonly Table[] = [CHANGE_TABLE, BUSY_TABLE, ACT_TABLE];
