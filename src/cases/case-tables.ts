import { actTable } from '../acts/act-row.js';
import { char, int, key, nvarchar, table, varchar, type Table } from '../database/table.js';
import type { AdditionRow, CaseNameRow, CasePersonRow, CaseRow, MatchRow } from './case-rows.js';

export const CASE_TABLE: Table<keyof CaseRow> = table('case_file', {
  number: key(nvarchar('number', 64)),
  fiscalYear: int('fiscal_year'),
  serial: int('serial'),
  documentNumber: nvarchar('document_number', 64),
  purposes: varchar('purposes', 200),
  division: nvarchar('division', 100),
  windowId: varchar('window_id', 32),
  requester: varchar('requester', 16),
  ground: varchar('ground', 16),
  officeKind: varchar('office_kind', 32),
  requesterName: nvarchar('requester_name', 100),
  documents: varchar('documents', 400),
  consentForm: nvarchar('consent_form', 100),
  consentScopes: varchar('consent_scopes', 200),
  consentOn: char('consent_on', 10),
  consentWithdrawnOn: char('consent_withdrawn_on', 10),
  askedOn: char('asked_on', 10),
  openUntil: char('open_until', 10),
  openedBy: varchar('opened_by', 64),
  openedAt: varchar('opened_at', 24),
  closedBy: varchar('closed_by', 64),
  closedAt: varchar('closed_at', 24),
  outcome: varchar('outcome', 16),
  openedAct: char('opened_act', 36),
  closedAct: char('closed_act', 36),
  withdrawnBy: varchar('withdrawn_by', 64),
  withdrawnAct: char('withdrawn_act', 36),
  consentBy: varchar('consent_by', 64),
  consentAct: char('consent_act', 36),
});

export const PERSON_TABLE: Table<keyof CasePersonRow> = table('case_person', {
  id: key(nvarchar('id', 80)),
  caseNumber: nvarchar('case_number', 64),
  atenaNumber: char('atena_number', 15),
  consentedOn: char('consented_on', 10),
  addedAt: varchar('added_at', 24),
});

export const NAME_TABLE: Table<keyof CaseNameRow> = table('case_name', {
  name: key(nvarchar('name', 64)),
  caseNumber: nvarchar('case_number', 64),
});

export const MATCH_TABLE: Table<keyof MatchRow> = table('case_match', {
  id: key(char('id', 36)),
  caseNumber: nvarchar('case_number', 64),
  atenaNumber: char('atena_number', 15),
  decision: varchar('decision', 16),
  account: varchar('account', 64),
  matchedAt: varchar('matched_at', 24),
});

export const ADDITION_TABLE: Table<keyof AdditionRow> = table('case_addition', {
  id: key(char('id', 36)),
  caseNumber: nvarchar('case_number', 64),
  account: varchar('account', 64),
  addedAt: varchar('added_at', 24),
  persons: varchar('persons', 2_000),
  documents: varchar('documents', 400),
  seenAgain: varchar('seen_again', 400),
});

export const ACT_TABLE = actTable('case_act');

export const CASE_TABLES: readonly Table[] = [
  CASE_TABLE,
  PERSON_TABLE,
  NAME_TABLE,
  MATCH_TABLE,
  ADDITION_TABLE,
  ACT_TABLE,
];
