import type { OwnPermission } from '../policy/own-permissions.js';
import type { PurposeEntry } from '../policy/purposes.js';
import type { Purpose } from '../policy/terms.js';
import type { OwnBudget } from './own-budgets.js';
import type { OwnTask } from './own-tasks.js';

/** The session of whoever asks. Instants in UTC, by the real clock. */
export interface OwnSession {
  readonly begun: string;
  /** When it runs out if nothing more is asked by the user. */
  readonly idleEnds: string;
  /** When it runs out whatever is asked; null where the user's requests extend it. */
  readonly absoluteEnds: string | null;
  readonly idleMinutes: number;
  readonly loginMethods: readonly string[];
}

/** A purpose on a menu that is open to the account today. */
export interface OwnMenu extends Pick<PurposeEntry, 'nameJa' | 'nameEn' | 'needsCase' | 'legalBasis'> {
  readonly purpose: Purpose;
  /** Last day of the grant, `YYYY-MM-DD`; of several the latest. */
  readonly openUntil: string;
  readonly ownerOffice: string;
}

/** What an account may know about itself; nothing about any resident. */
export interface ViewerAccess {
  /** Null for a machine, and where it has ended since. Rejects with SOURCE_UNAVAILABLE. */
  session(): Promise<OwnSession | null>;
  menus(): readonly OwnMenu[];
  budgets(): Promise<readonly OwnBudget[]>;
  /** By the decider of the guard. Throws FORBIDDEN for a purpose that is on no menu of the account. */
  permissions(purpose: Purpose): Promise<readonly OwnPermission[]>;
  /** What waits for the account, under whichever purpose its list is opened. */
  tasks(): Promise<readonly OwnTask[]>;
}
