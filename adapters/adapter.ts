/**
 * The contract between the gateway and the systems behind it. An adapter is batch-first, abortable, and told which
 * items may be shown: it selects those and no others, so that what was never fetched cannot leak (R155).
 */

import type { DatabaseUrl } from '../src/database/database-url.js';
import type { SetAsideReason } from '../src/errors/set-aside.js';
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
 * What an adapter cannot read, a value or a whole row. It is set aside, named without its content, never defaulted.
 */
export interface Quarantined {
  readonly system: SourceSystem;
  readonly table: string;
  readonly column: string;
  readonly reason: SetAsideReason | RowFault;
}

/** Why a whole row is set aside. */
export type RowFault = 'OTHER_MUNICIPALITY' | 'GONE';

/** A value of a record that could not be read. */
export interface ValueSetAside {
  /** `TABLE.COLUMN` */
  readonly column: string;
  readonly reason: SetAsideReason;
  /** Fields of the record that miss it, by their path in the record: `sex`, `name.kanji`. */
  readonly fields: readonly string[];
}

/** What a loaded record tells of itself: what of it could not be read, so that nobody takes it for none. */
export interface HasSetAside {
  readonly setAside?: readonly ValueSetAside[];
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
