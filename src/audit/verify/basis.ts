import type { KeyObject } from 'node:crypto';

/** What opens and checks the frames of one segment. */
export interface SegmentSecrets {
  readonly dataKey: KeyObject;
  readonly chainKey: KeyObject;
}

/** The keys of the gateway, as far as verifying takes them. */
export interface LogSecrets {
  readonly keyId: string;
  readonly headKey: KeyObject;
  /** Names of the writers that ever had keys. */
  writers(): Promise<readonly string[]>;
  /** Null where the key is not there: destroyed, or never made. */
  segment(writer: string, segment: number): Promise<SegmentSecrets | null>;
  /** Newest record of this writer that the keys know to have been durable; null where they know of none. */
  reached(writer: string): Promise<number | null>;
  /** The raw public key that this writer signs with now, and in which segment; null where its keys are gone. */
  signer(writer: string): Promise<{ readonly segment: number; readonly publicKey: Buffer } | null>;
}

/**
 * What a log is verified with: all keys of the gateway, or only verifier keys that its reader noted down before.
 */
export type Basis =
  | { readonly kind: 'KEYS'; readonly secrets: LogSecrets }
  | { readonly kind: 'PUBLIC'; readonly trusted: readonly string[] };
