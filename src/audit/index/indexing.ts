/** Keeps the index up with the log while the gateway runs. */
export interface Indexing {
  /** Resolves when what was sealed before the call is in the index. Rejects where that cannot be. */
  catchUp(): Promise<void>;
  /** Sealed records that are not in yet, as last counted; null before the first count. */
  lag(): number | null;
  close(): Promise<void>;
}

export interface IndexingFaults {
  /** null: it goes on again. Told at each change only. */
  readonly onFault: (error: unknown) => void;
}
