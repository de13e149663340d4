import type { Held } from '../acts/held-acts.js';
import { actTable, type ActRow } from '../acts/act-row.js';
import type { SealedText } from '../database/sealed-text.js';
import { char, int, key, nvarchar, table, varchar, type Table } from '../database/table.js';

/** A call whose end is not known: deleted with it. */
export interface CallRow extends Held {
  /** That of its act in the table of acts. */
  readonly id: ActRow['id'];
  /** Account that began it. */
  readonly account: string;
  /** User of the vaccination record system. */
  readonly staff: string;
  readonly caseNumber: string | null;
  readonly atenaNumber: string;
  /** The call itself, as `record-call.ts` writes it. Holds no individual number. */
  readonly call: string;
}

/** Under which name the vaccination record system knows a movement of the registry: a random one. */
export interface MovementRow {
  /** The registry's own id of the movement. */
  readonly id: string;
  readonly movement: string;
}

/** Somebody whose support measure the gateway has carried to the system: lifted there when it ends. */
export interface ProtectionRow {
  readonly atenaNumber: string;
  /** UTC. */
  readonly carriedAt: string;
}

/** A file that is read in, and how far. */
export interface ImportRow {
  /** SHA-256 of the file, base64url: what makes a file the same file. */
  readonly id: string;
  /** Of the newest batch: its end is told in this name, whoever goes on with the file. */
  readonly account: string;
  readonly startedAt: string;
  readonly changedAt: string;
  /** First byte that was not read, the number of its line, and the doses that a line has room for. */
  readonly offset: number;
  readonly line: number;
  readonly doses: number;
  /** Act of the newest batch that is in. */
  readonly batch: string | null;
  /** 1: the whole file was read. */
  readonly done: number;
}

/** A file that is written, and how far. */
export interface ExportRow {
  /** SHA-256 of its place, base64url. */
  readonly id: string;
  /** As above. */
  readonly account: string;
  readonly startedAt: string;
  /** The last person that is in it, and its length then; what is behind that was never finished. */
  readonly after: string | null;
  readonly bytes: number;
  readonly batch: string | null;
}

/** A dose of a file, staged for the vaccination ledger, which reads it from here (`csv/staged-dose.ts`). */
export interface StagedDoseRow extends SealedText {
  /** Of the file, the line and the dose: read twice it is the same row. */
  readonly id: string;
  readonly importId: string;
  readonly line: number;
  readonly dose: number;
}

/** What became of a staged dose at the ledger, or which run is at it; a dose without it has not been looked at. */
export interface TakenDoseRow {
  /** That of the staged dose. */
  readonly id: string;
  readonly importId: string;
  readonly line: number;
  readonly dose: number;
  /** `TakenState`, or `TAKING`. */
  readonly state: string;
  /** Codes of what stops it, or asks for a look, parted by blanks. */
  readonly codes: string;
  /** Who took it in, or decided, when, and why. */
  readonly account: string;
  readonly reason: string | null;
  /** UTC. */
  readonly at: string;
  /** The run that is at it, a UUID, and since when (UTC); null: none. */
  readonly holder: string | null;
  readonly heldAt: string | null;
  /** When its line was told (UTC); null: not yet, or nobody has to hear of it. */
  readonly toldAt: string | null;
}

/** A line that was not taken: its number and why. What stands in it is in its file and nowhere else. */
export interface SetAsideRow {
  readonly id: string;
  readonly importId: string;
  readonly line: number;
  readonly fault: string;
  readonly columnName: string | null;
}

export const ACT_TABLE = actTable('vrs_act');

export const CALL_TABLE: Table<keyof CallRow> = table('vrs_held_call', {
  id: key(varchar('id', 43)),
  holder: key(char('holder', 36)),
  account: varchar('account', 64),
  staff: varchar('staff', 20),
  caseNumber: nvarchar('case_number', 64),
  atenaNumber: char('atena_number', 15),
  call: nvarchar('call_sent', 4_000),
});

export const MOVEMENT_TABLE: Table<keyof MovementRow> = table('vrs_movement', {
  id: key(varchar('id', 64)),
  movement: char('movement', 36),
});

export const PROTECTION_TABLE: Table<keyof ProtectionRow> = table('vrs_protection', {
  atenaNumber: key(char('atena_number', 15)),
  carriedAt: varchar('carried_at', 24),
});

export const IMPORT_TABLE: Table<keyof ImportRow> = table('vrs_import', {
  id: key(varchar('id', 43)),
  account: varchar('account', 64),
  startedAt: varchar('started_at', 24),
  changedAt: varchar('changed_at', 24),
  offset: int('next_byte'),
  line: int('next_line'),
  doses: int('doses'),
  batch: char('batch', 36),
  done: int('done'),
});

export const EXPORT_TABLE: Table<keyof ExportRow> = table('vrs_export', {
  id: key(varchar('id', 43)),
  account: varchar('account', 64),
  startedAt: varchar('started_at', 24),
  after: char('after_person', 10),
  bytes: int('bytes'),
  batch: char('batch', 36),
});

export const STAGED_TABLE: Table<keyof StagedDoseRow> = table('vrs_staged_dose', {
  id: key(char('id', 36)),
  importId: varchar('import_id', 43),
  line: int('line'),
  dose: int('dose'),
  keyId: varchar('key_id', 12),
  sealed: varchar('sealed', 1_000),
});

export const TAKEN_TABLE: Table<keyof TakenDoseRow> = table('vrs_taken_dose', {
  id: key(char('id', 36)),
  importId: varchar('import_id', 43),
  line: int('line'),
  dose: int('dose'),
  state: varchar('state', 12),
  codes: varchar('codes', 400),
  account: varchar('account', 64),
  reason: nvarchar('reason', 200),
  at: varchar('taken_at', 24),
  holder: char('holder', 36),
  heldAt: varchar('held_at', 24),
  toldAt: varchar('told_at', 24),
});

export const SET_ASIDE_TABLE: Table<keyof SetAsideRow> = table('vrs_import_line', {
  id: key(varchar('id', 60)),
  importId: varchar('import_id', 43),
  line: int('line'),
  fault: varchar('fault', 24),
  columnName: nvarchar('column_name', 40),
});

export const VRS_TABLES: readonly Table[] = [
  ACT_TABLE,
  CALL_TABLE,
  MOVEMENT_TABLE,
  PROTECTION_TABLE,
  IMPORT_TABLE,
  EXPORT_TABLE,
  STAGED_TABLE,
  TAKEN_TABLE,
  SET_ASIDE_TABLE,
];
