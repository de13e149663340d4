import { char, int, key, nvarchar, table, varchar, type Table } from '../database/table.js';

/** A day whose tables are made. Its row is what two processes that make them at once compete for. */
export interface DayRow {
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string;
  /** Which key rounded them. */
  readonly keyName: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly madeAt: string;
}

/** A part of one table's cells; SQL Server keeps 4,000 characters in a column. */
export interface TableRow {
  readonly publishedOn: string;
  readonly vaccine: string;
  readonly dose: number;
  /** Dimensions with a plus between; `TOTAL` for none. */
  readonly cut: string;
  /** 0, 1, 2 and so on: the parts one behind the other are the cells as JSON. */
  readonly part: number;
  readonly cells: string;
}

export const DAY_TABLE: Table<keyof DayRow> = table('statistics_day', {
  publishedOn: key(char('published_on', 10)),
  keyName: varchar('key_name', 12),
  madeAt: varchar('made_at', 24),
});

export const PART_CHARACTERS = 4_000;

export const CELLS_TABLE: Table<keyof TableRow> = table('statistics_table', {
  publishedOn: key(char('published_on', 10)),
  vaccine: key(varchar('vaccine', 32)),
  dose: key(int('dose')),
  cut: key(varchar('cut', 64)),
  part: key(int('part')),
  cells: nvarchar('cells', PART_CHARACTERS),
});
