import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Table } from '../src/database/table.js';

export type Query = SelectQueryBuilder<ObjectLiteral>;

/** A question that is asked again and again: its text is written once and kept, its values are those of each time. */
export interface Question {
  readonly table: Table;
  readonly alias: string;
  /** Tells its text from the others of this table: what it is for, and which columns it selects. */
  readonly shape: string;
  /** Writes it on a query that selects nothing yet. Values have names and stand nowhere in it. */
  readonly write: (query: Query) => void;
  readonly values: Readonly<Record<string, unknown>>;
}

/** One text has one key. */
export const keyOf = ({ table, alias, shape }: Question): string => `${table.name} ${alias} ${shape}`;
