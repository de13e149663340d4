/**
 * An act at the vaccination record system (R019-R024; 番号法19条16号): the INTENT is durable before anything leaves, the
 * OUTCOME before anybody is told. No coupon, dose, day or other municipality is in it: which one was asked can betray
 * where somebody lives, and that system's own log has the rest.
 */
export interface RecordSystemRecord {
  readonly kind: 'RECORD_SYSTEM';
  /** Name of the mutation, or of what a command or the gateway itself does. */
  readonly act: string;
  readonly phase: 'INTENT' | 'OUTCOME';
  /** Request id by which that system knows the act: the same in both phases, however often it is sent. */
  readonly id: string;
  /** The request that did it; null for what came about by itself, or by a command. */
  readonly request: string | null;
  readonly account: string;
  /** Number of the case it is about. */
  readonly case: string | null;
  /** Keyed pseudonyms of the persons. */
  readonly subjects: readonly string[];
  /** Reading of the law under which a number leaves, by its own code (X12), and what that rests on; null for all else. */
  readonly basis: string | null;
  readonly cites: string | null;
  /** What it came to, or a code of why not; null in an INTENT. */
  readonly result: string | null;
}
