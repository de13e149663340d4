import type { RecordBody } from './record/record.js';

/** What the gateway needs of the log. */
export interface AuditLog {
  readonly writer: string;
  /**
   * Appends without waiting: assigns the sequence number and keeps the order. Throws AUDIT_UNAVAILABLE when
   * closed or failed.
   */
  append(body: RecordBody): number;
  /** Appends and resolves with the sequence number once the record is durable. Rejects with AUDIT_UNAVAILABLE. */
  seal(body: RecordBody): Promise<number>;
  /** Keyed pseudonym of a person, by the registry's 宛名番号: stable within a key, useless without it. */
  pseudonym(atenaNumber: string): string;
  /** null while sealing works, else why it does not, for `/readyz`. */
  fault(): string | null;
  close(): Promise<void>;
}
