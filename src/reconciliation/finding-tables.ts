import { actTable } from '../acts/act-row.js';
import { char, int, key, varchar, table, type Table } from '../database/table.js';
import type { FindingRow, RunRow, StrayRow } from './finding-row.js';

export const FINDING_TABLE: Table<keyof FindingRow> = table('recon_finding', {
  id: key(char('id', 43)),
  kind: varchar('kind', 24),
  state: varchar('state', 16),
  suspected: varchar('suspected', 16),
  confidence: int('confidence'),
  reasons: varchar('reasons', 400),
  atenaNumber: char('atena_number', 15),
  otherNumber: char('other_number', 15),
  ledgerId: varchar('ledger_id', 16),
  ledgerUnder: char('ledger_under', 10),
  vrsId: char('vrs_id', 36),
  vrsUnder: char('vrs_under', 10),
  besideId: varchar('beside_id', 36),
  digest: char('digest', 43),
  foundAt: varchar('found_at', 24),
  seenRun: int('seen_run'),
  decision: varchar('decision', 16),
  reason: varchar('reason', 24),
  givenDay: char('given_day', 10),
  givenNumber: int('given_number'),
  givenMaker: char('given_maker', 2),
  givenLot: varchar('given_lot', 20),
  proposedBy: varchar('proposed_by', 64),
  proposedAt: varchar('proposed_at', 24),
  proposedAct: char('proposed_act', 36),
  decidedBy: varchar('decided_by', 64),
  decidedAt: varchar('decided_at', 24),
  decidedAct: char('decided_act', 36),
  outcome: varchar('outcome', 64),
});

export const STRAY_TABLE: Table<keyof StrayRow> = table('recon_stray', {
  id: key(varchar('id', 48)),
  run: int('run'),
  side: varchar('side', 8),
  doseId: varchar('dose_id', 36),
  under: char('under', 10),
  atenaNumber: char('atena_number', 15),
  joinHash: varchar('join_hash', 43),
  venueHash: varchar('venue_hash', 43),
  doctorHash: varchar('doctor_hash', 43),
  unfitting: int('unfitting'),
  locked: int('locked'),
  digest: char('digest', 43),
  kind: varchar('kind', 24),
  suspected: varchar('suspected', 16),
  confidence: int('confidence'),
  reasons: varchar('reasons', 400),
  ledgerId: varchar('ledger_id', 16),
  vrsId: char('vrs_id', 36),
  besideId: varchar('beside_id', 36),
});

export const RUN_TABLE: Table<keyof RunRow> = table('recon_run', {
  number: key(int('number')),
  phase: varchar('phase', 8),
  after: varchar('after_key', 43),
  startedAt: varchar('started_at', 24),
  endedAt: varchar('ended_at', 24),
  persons: int('persons'),
  doses: int('doses'),
  leftAlone: int('left_alone'),
});

export const ACT_TABLE = actTable('recon_act');
export const RECONCILIATION_TABLES: readonly Table[] = [FINDING_TABLE, STRAY_TABLE, RUN_TABLE, ACT_TABLE];
