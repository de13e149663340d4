import type { SeenMeasure } from '../../adapters/measure-memory.js';
import { char, int, key, table, type Table } from '../database/table.js';

/** How often what was seen has changed: of processes that change it at once one is first. */
export interface VersionRow {
  readonly id: number;
  readonly version: number;
}

export const VERSION_ID = 1;

export const VERSION_TABLE: Table<keyof VersionRow> = table('measure_version', {
  id: key(int('id')),
  version: int('version'),
});

export const SEEN_TABLE: Table<keyof SeenMeasure> = table('measure_seen', {
  atenaNumber: key(char('atena_number', 15)),
  first: key(char('first_day', 10)),
  last: key(char('last_day', 10)),
});
