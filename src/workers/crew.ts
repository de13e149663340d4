import type { Duty } from '../background/duty.js';

/** How the workers of this machine are. */
export interface CrewState {
  /** How many there are to be. */
  readonly slots: number;
  /** How many take requests now. */
  readonly serving: number;
  /** How many were begun in the place of one that had ended, since the start. */
  readonly replaced: number;
}

/** What one worker of several has of the others: over the process that started all of them. */
export interface Crew {
  /** 1 and up. A worker that replaces another has its slot. */
  readonly slot: number;
  /** Writer of the log that the slot's last worker was; null for the first. */
  readonly writer: string | null;
  readonly duty: Duty;
  /** Asks for sessions, caps and budgets, which that process keeps. Rejects where it does not answer in time. */
  readonly ask: (what: string, args: readonly unknown[]) => Promise<unknown>;
  /** Rejects where nobody answers. */
  state(): Promise<CrewState>;
  /**
   * Tells the other workers, and resolves when all that can be heard have taken it in. Never rejects: one that stands still
   * or only begins finds by `timesTold` that it has not heard.
   */
  tell(news: string): Promise<void>;
  /** How often any of the workers has told this, since the start of all. Rejects where nobody answers in time. */
  timesTold(news: string): Promise<number>;
  /** Does something when another worker has told this. */
  onNews(news: string, listener: () => Promise<void>): void;
  /** Asks each other worker for what it shows under this name; those that do not answer are left out. */
  collect(name: string): Promise<readonly unknown[]>;
  /** Shows something to the others. */
  show(name: string, read: () => Promise<unknown>): void;
}
