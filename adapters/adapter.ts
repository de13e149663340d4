/**
 * The contract between the gateway and the systems behind it. An adapter is batch-first, abortable, and told which
 * items may be shown: it selects those and no others, so that what was never fetched cannot leak (R155).
 */

import type { DatabaseUrl } from '../src/database/database-url.js';
import type { SourceSystem } from '../src/errors/source-error.js';

/** One call into a system. `items` are domain names (e.g. `name`, `address`), never a system's own column names. */
export interface AdapterCall<Item extends string = never> {
  /** Aborted when the caller hangs up or the deadline passes; an adapter must stop waiting then. */
  readonly signal: AbortSignal;
  /** Only these may be selected. Keys needed for the join are always selected and are no items. */
  readonly items: ReadonlySet<Item>;
}

/** What every adapter offers, whatever it holds. */
export interface Adapter {
  readonly system: SourceSystem;
  /** Cheapest proof that the system answers. Rejects with `SourceError` when it does not. */
  ping(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Batch read: the answer has the length and order of `keys`; `null` says the system answered and holds no such
 * record. Rejects with `SourceError`; never returns a partial batch.
 */
export type LoadMany<Key, Value, Item extends string = never> = (
  keys: readonly Key[],
  call: AdapterCall<Item>,
) => Promise<readonly (Value | null)[]>;

/**
 * A row whose code the adapter's tables do not know. It is set aside, named without its content, never defaulted.
 */
export interface Quarantined {
  readonly system: SourceSystem;
  readonly table: string;
  readonly column: string;
  readonly reason: 'UNKNOWN_CODE' | 'BAD_DATE' | 'OTHER_MUNICIPALITY' | 'MALFORMED' | 'NOT_TEXT' | 'GONE';
}

/** What a loaded record tells of itself: columns whose text was no text and was set aside, as `TABLE.COLUMN`. */
export interface TextSetAside {
  readonly setAside?: readonly string[];
}

/** Told about quarantined values, so that they are counted and logged; must not throw. */
export type QuarantineListener = (fault: Quarantined) => void;

/** How an adapter over a legacy database is opened. */
export interface AdapterOptions {
  readonly url: DatabaseUrl;
  /**
   * 全国地方公共団体コード of the body this gateway serves, 6 digits. Rows of another body are set aside (R003).
   */
  readonly municipality: string;
  /** Told the text of every statement, never its parameters. */
  readonly onStatement?: (sql: string) => void;
  readonly onQuarantine?: QuarantineListener;
  /** SQLite only: how long one statement may run before it is given up, milliseconds. Default: the lane's. */
  readonly statementMs?: number;
  /** SQL Server only: accept a certificate that no known authority has signed. Default false. */
  readonly trustServerCertificate?: boolean;
}
