/** A measure that was not taken back. */
export interface SeenMeasure {
  /** 15 digits. */
  readonly atenaNumber: string;
  /** `YYYY-MM-DD`, both inclusive; 0000-00-00 and 9999-99-99 where nobody knows. */
  readonly first: string;
  readonly last: string;
}

/** Measures that are not over, as they were last seen, by whichever process: it outlives each of them. */
export interface MeasureMemory {
  /** `YYYY-MM-DD`. */
  today(): string;
  seen(): Promise<{ readonly version: number; readonly measures: readonly SeenMeasure[] }>;
  /** Puts these in the place of that version; false where another process was first. */
  keep(measures: readonly SeenMeasure[], version: number): Promise<boolean>;
}
