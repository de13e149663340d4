import { In, type EntityManager } from 'typeorm';
import type { VrsStore } from '../vrs-store.js';
import { STAGED_TABLE, TAKEN_TABLE, type StagedDoseRow, type TakenDoseRow } from '../vrs-tables.js';
import { LEFT } from './taken-state.js';

/** A dose that waits for a decision or was set aside, as it was looked at and as it is staged. */
export interface WaitingDose {
  readonly row: TakenDoseRow;
  readonly staged: StagedDoseRow;
}

/** Rows in one statement: SQL Server takes 2,100 parameters. */
const ROWS_AT_ONCE = 500;

/** All that wait or were set aside, by file and line. */
export function waitingDoses(store: VrsStore): Promise<readonly WaitingDose[]> {
  return store.run(async ({ manager }) => {
    const rows = await manager.find<TakenDoseRow>(TAKEN_TABLE.name, {
      where: { state: In([...LEFT]) },
      order: { importId: 'ASC', line: 'ASC', dose: 'ASC' },
    });
    return withStaged(manager, rows);
  });
}

/** Each with the dose as it is staged. */
export async function withStaged(
  manager: EntityManager,
  rows: readonly TakenDoseRow[],
): Promise<readonly WaitingDose[]> {
  const staged = new Map<string, StagedDoseRow>();
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const ids = rows.slice(at, at + ROWS_AT_ONCE).map(({ id }) => id);
    const found = await manager.findBy<StagedDoseRow>(STAGED_TABLE.name, { id: In(ids) });
    for (const one of found) staged.set(one.id, one);
  }
  return rows.flatMap((row) => {
    const of = staged.get(row.id);
    return of === undefined ? [] : { row, staged: of };
  });
}
