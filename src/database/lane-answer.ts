/** One row as the driver gives it, by the aliases of the SELECT. */
export type LaneRow = Readonly<Record<string, unknown>>;

export interface LaneAnswer {
  readonly rows: readonly LaneRow[];
  /** Rows that a statement changed; null of one that reads. */
  readonly changes: number | null;
  /** Time that the statement took, milliseconds. */
  readonly spentMs: number;
}

/** A row of these columns with these values, in their order. All rows of an answer have one form, which V8 reads quickly. */
export function rowOf(columns: readonly string[], values: readonly unknown[]): LaneRow {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at++) row[columns[at] as string] = values[at];
  return row;
}
