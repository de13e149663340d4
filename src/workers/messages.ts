/** What a worker is told first. */
export interface Welcome {
  readonly slot: number;
  readonly writer: string | null;
  readonly hasDuty: boolean;
  readonly facts: unknown;
}

/** What a worker tells when it takes requests. */
export interface Served {
  /** Of the log. */
  readonly writer: string;
  /** Where it is met, a line each. */
  readonly addresses: readonly string[];
}

/** Longest that a worker may take to finish what it is at and leave, milliseconds; service managers wait for 90 s. */
export const LEAVE_PATIENCE_MS = 60_000;
/** Longest that whoever calls for a task waits for its end, milliseconds: a turn asks outside systems. */
export const TASK_PATIENCE_MS = 60_000;
/** Longest that the others' figures or their taking in of news are waited for, milliseconds. */
export const OTHERS_PATIENCE_MS = 1_000;
