/**
 * Remembers which persons somebody has seen in a window, to bound how many distinct ones an account sees in an
 * hour: a limit of fields or rows bounds one answer, not a day's copying
 * (docs/glossary.md#persons-are-counted-not-fields). Persons are named by keyed pseudonyms.
 */
export interface PersonLedger {
  /**
   * Enters the persons unless that would make more than `cap` distinct ones in the window: then nothing is
   * entered. The first entry opens the window; it ends `windowSeconds` later.
   * Rejects when it cannot count: who cannot tell whether a cap is reached must refuse.
   */
  enter(key: string, persons: ReadonlySet<string>, limit: PersonLimit): Promise<PersonTally>;
  /**
   * Enters as many of the persons, in their order, as there are places left in the window: those of a refused
   * answer, which nobody saw and the gateway read. Rejects when it cannot count.
   */
  fill(key: string, persons: ReadonlySet<string>, limit: PersonLimit): Promise<void>;
  /** The window as it stands; null where none is open. Rejects when it cannot be read. */
  read(key: string): Promise<PersonWindow | null>;
  close(): Promise<void>;
}

export interface PersonWindow {
  readonly distinct: number;
  /** Milliseconds until it ends. */
  readonly left: number;
}

export interface PersonLimit {
  readonly cap: number;
  readonly windowSeconds: number;
}

export interface PersonTally {
  readonly entered: boolean;
  /** Distinct persons in the window now. */
  readonly distinct: number;
}
