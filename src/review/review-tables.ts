import { actTable } from '../acts/act-row.js';
import { char, int, key, nvarchar, table, varchar, type Table } from '../database/table.js';
import type { PartRow, SignatureRow, SignedFindingRow, VerdictRow } from './review-rows.js';

export const VERDICT_TABLE: Table<keyof VerdictRow> = table('review_verdict', {
  id: key(char('id', 36)),
  finding: char('finding', 43),
  verdict: varchar('verdict', 16),
  note: nvarchar('note', 400),
  account: varchar('account', 64),
  at: varchar('judged_at', 24),
});

export const SIGNATURE_TABLE: Table<keyof SignatureRow> = table('review_signature', {
  id: key(char('id', 36)),
  from: char('from_day', 10),
  to: char('to_day', 10),
  account: varchar('account', 64),
  reviewer: nvarchar('reviewer', 100),
  reviewedOn: char('reviewed_on', 10),
  at: varchar('signed_at', 24),
  report: char('report', 64),
  content: char('content', 43),
  findings: int('findings'),
  record: varchar('record', 40),
});

export const PART_TABLE: Table<keyof PartRow> = table('review_part', {
  id: key(varchar('id', 48)),
  signature: char('signature', 36),
  position: int('position'),
  text: nvarchar('part_text', 4_000),
});

export const SIGNED_FINDING_TABLE: Table<keyof SignedFindingRow> = table('review_signed_finding', {
  finding: key(char('finding', 43)),
  signature: char('signature', 36),
});

export const ACT_TABLE = actTable('review_act');

export const REVIEW_TABLES: readonly Table[] = [
  ...[VERDICT_TABLE, SIGNATURE_TABLE, PART_TABLE, SIGNED_FINDING_TABLE, ACT_TABLE],
];
