import type { Held } from '../acts/held-acts.js';
import { actTable } from '../acts/act-row.js';
import { char, int, key, table, varchar, type Table } from '../database/table.js';

/** Whom and what an act is about: for whoever brings it to its end after a crash. */
export interface RequestRow extends Held {
  /** Request id of the act. */
  readonly id: string;
  readonly account: string;
  readonly caseNumber: string | null;
  readonly kind: string;
  readonly atenaNumber: string;
  readonly mergedInto: string | null;
}

/** Where a movement has to be followed: residence in the registry, numbers in the address-name system, VRS. */
export const FLAG_TARGETS = ['RESIDENCE', 'NUMBERS', 'VRS'] as const;
export type FlagTarget = (typeof FLAG_TARGETS)[number];
export const FLAG_STATES = [
  'OPEN',
  'BEGUN', // its system may have it by now: it is carried to its end, whatever is cancelled meanwhile
  'DONE',
  'BY_HAND', // its system will not have it from a machine: somebody has to look
  'WITHDRAWN',
] as const;
export type FlagState = (typeof FLAG_STATES)[number];

/** What follows from a movement, from a day on. */
export interface FlagRow {
  /** `POSITION TARGET` */
  readonly id: string;
  /** Of the change it follows from. */
  readonly position: number;
  readonly movementNumber: number | null;
  readonly atenaNumber: string;
  /** Number that the person's is merged into; of NUMBERS alone. */
  readonly mergedInto: string | null;
  readonly target: FlagTarget;
  /** SET: closed there. LIFT: open again, for the person is back. */
  readonly action: 'SET' | 'LIFT';
  readonly kind: string;
  /** The day of the movement, `YYYY-MM-DD`. */
  readonly effectiveOn: string;
  /** The first day on which it is carried out: of a planned move the one after it. */
  readonly dueOn: string;
  readonly state: FlagState;
  /** UTC; null while it is open or begun. */
  readonly endedAt: string | null;
  /** The movement that withdrew it, should that be cancelled. */
  readonly withdrawnBy: number | null;
}

/** How far the changes of the registry have been followed. One row. */
export interface FollowedRow {
  readonly id: string;
  readonly position: number;
}

export const REQUEST_TABLE: Table<keyof RequestRow> = table('movement_held_request', {
  id: key(char('id', 36)),
  holder: key(char('holder', 36)),
  account: varchar('account', 64),
  caseNumber: varchar('case_number', 64),
  kind: varchar('kind', 24),
  atenaNumber: char('atena_number', 15),
  mergedInto: char('merged_into', 15),
});

export const FLAG_TABLE: Table<keyof FlagRow> = table('movement_flag', {
  id: key(varchar('id', 32)),
  position: int('position_no'),
  movementNumber: int('movement_number'),
  atenaNumber: char('atena_number', 15),
  mergedInto: char('merged_into', 15),
  target: varchar('target', 16),
  action: varchar('action_name', 8),
  kind: varchar('kind', 24),
  effectiveOn: char('effective_on', 10),
  dueOn: char('due_on', 10),
  state: varchar('state', 12),
  endedAt: varchar('ended_at', 24),
  withdrawnBy: int('withdrawn_by'),
});

export const FOLLOWED_TABLE: Table<keyof FollowedRow> = table('movement_followed', {
  id: key(varchar('id', 8)),
  position: int('position_no'),
});

export const ACT_TABLE = actTable('movement_act');

export const MOVEMENT_TABLES: readonly Table[] = [REQUEST_TABLE, FLAG_TABLE, FOLLOWED_TABLE, ACT_TABLE];
