/** One row as the driver gives it, by the aliases of the SELECT. */
export type LaneRow = Readonly<Record<string, unknown>>;

export interface LaneAnswer {
  readonly rows: readonly LaneRow[];
  /** Rows that a statement changed; null of one that reads. */
  readonly changes: number | null;
  /** Time that the statement took, milliseconds. */
  readonly spentMs: number;
}

/** Makes a row of its values. */
export type RowForm = (values: readonly unknown[]) => LaneRow;

/**
 * Rows of these columns, whose values come in their order. All of them have one form, which V8 reads quickly; each begins as
 * a copy of one that has all columns, for an object that grows column by column is made anew three times on its way.
 */
export function formOf(columns: readonly string[]): RowForm {
  const empty: Readonly<Record<string, unknown>> = Object.fromEntries(columns.map((name) => [name, null]));
  return (values) => {
    const row: Record<string, unknown> = { ...empty };
    for (let at = 0; at < columns.length; at++) row[columns[at] as string] = values[at];
    return row;
  };
}
