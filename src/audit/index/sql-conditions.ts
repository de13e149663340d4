import type { AccessConditions } from './access-index.js';
import type { IndexDatabase } from './index-database.js';
import type { Cell } from './index-rows.js';

interface Conditions {
  /** Begins with ` AND`, or is empty. */
  readonly sql: string;
  readonly values: readonly Cell[];
}

/** Conditions on an access, over `o` (access_operation) and `h` (access_shape). */
export function conditionsIn(
  database: Pick<IndexDatabase, 'isSqlServer' | 'jsonText'>,
  { accounts = [], purposes = [], outcomes = [], coordinates = [] }: AccessConditions,
): Conditions {
  const parts: string[] = [];
  if (accounts.length > 0) parts.push(`o.account IN (${places(accounts)})`);
  if (purposes.length > 0)
    parts.push(`${database.jsonText('o.details', 'purpose')} IN (${places(purposes)})`);
  const fields = [
    ...(outcomes.length > 0 ? [`${database.jsonText('f.value', 'outcome')} IN (${places(outcomes)})`] : []),
    ...(coordinates.length > 0
      ? [`${database.jsonText('f.value', 'coordinate')} IN (${places(coordinates)})`]
      : []),
  ];
  const each = database.isSqlServer ? 'OPENJSON(h.details)' : 'json_each(h.details)';
  if (fields.length > 0) parts.push(`EXISTS (SELECT 1 FROM ${each} f WHERE ${fields.join(' AND ')})`);
  return {
    sql: parts.map((part) => ` AND ${part}`).join(''),
    values: [...accounts, ...purposes, ...outcomes, ...coordinates],
  };
}

const places = (values: readonly string[]): string => values.map(() => '?').join(', ');
