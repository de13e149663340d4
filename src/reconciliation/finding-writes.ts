import { In, IsNull, type EntityManager } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { FindingRow, StrayRow } from './finding-row.js';
import { FINDING_TABLE, STRAY_TABLE } from './finding-tables.js';
import type { FindingFault } from './finding-texts.js';
import type { FindingState } from './terms.js';

/** Rows in one statement: SQL Server takes 2,100 parameters, and a finding has some thirty columns. */
const ROWS_AT_ONCE = 40;
const KEYS_AT_ONCE = 1_000;

/** What a finding is by itself, before anybody has done anything about it. */
export type FoundRow = Omit<FindingRow, keyof typeof UNDECIDED | 'foundAt' | 'seenRun' | 'state'>;

/** A change of one finding, and in which states it may be for that. */
export interface FindingWrite {
  /** As it was judged: where either side, or the proposal, is another by now, nothing is written. */
  readonly of: Pick<FindingRow, 'id' | 'digest' | 'proposedAct'>;
  readonly from: readonly FindingState[];
  readonly to: Partial<FindingRow>;
}

/** What nobody has done yet. */
export const UNDECIDED = {
  ...{ decision: null, reason: null, givenDay: null, givenNumber: null, givenMaker: null, givenLot: null },
  ...{ proposedBy: null, proposedAt: null, proposedAct: null },
  ...{ decidedBy: null, decidedAt: null, decidedAct: null, outcome: null },
} as const;

export async function keepStrays(manager: EntityManager, strays: readonly StrayRow[]): Promise<void> {
  for (let from = 0; from < strays.length; from += ROWS_AT_ONCE) {
    const rows = strays.slice(from, from + ROWS_AT_ONCE);
    await manager.delete(STRAY_TABLE.name, { id: In(rows.map(({ id }) => id)) });
    await manager.insert(
      STRAY_TABLE.name,
      rows.map((row) => ({ ...row })),
    );
  }
}

/**
 * A finding that is there stays what somebody made of it while both sides say what they said; where one has been
 * changed since, it is open again.
 */
export async function keepFound(
  manager: EntityManager,
  found: readonly FoundRow[],
  { run, at }: { readonly run: number; readonly at: string },
): Promise<void> {
  const known = new Map<string, FindingRow>();
  for (let from = 0; from < found.length; from += KEYS_AT_ONCE) {
    const ids = found.slice(from, from + KEYS_AT_ONCE).map(({ id }) => id);
    for (const row of await manager.findBy<FindingRow>(FINDING_TABLE.name, { id: In(ids) }))
      known.set(row.id, row);
  }
  const open: FindingState = 'OPEN';
  const fresh = found.filter(({ id }) => !known.has(id));
  for (let from = 0; from < fresh.length; from += ROWS_AT_ONCE)
    await manager.insert(
      FINDING_TABLE.name,
      fresh
        .slice(from, from + ROWS_AT_ONCE)
        .map((row) => ({ ...row, ...UNDECIDED, state: open, foundAt: at, seenRun: run })),
    );
  for (const row of found) {
    const before = known.get(row.id);
    if (before === undefined) continue;
    const stands = before.digest === row.digest && before.state !== 'GONE';
    // What is being carried over is no run's to touch.
    const to =
      stands || before.state === 'CORRECTING'
        ? { seenRun: run }
        : { ...row, ...UNDECIDED, state: open, foundAt: at, seenRun: run };
    const { affected } = await manager.update(
      FINDING_TABLE.name,
      { ...asRead(before), state: before.state },
      to,
    );
    // Somebody has decided on it since it was read here: that stands, until the next run looks at it.
    if (affected === 0) await manager.update(FINDING_TABLE.name, { id: row.id }, { seenRun: run });
  }
}

/** Throws `ActConflict` where the finding is no longer as it was judged. */
export async function changeFinding(manager: EntityManager, { of, from, to }: FindingWrite): Promise<void> {
  const where = { ...asRead(of), state: In([...from]) };
  const { affected } = await manager.update(FINDING_TABLE.name, where, { ...to });
  if (affected !== 1) throw new ActConflict<FindingFault['code']>('CHANGED', 'id');
}

/** The finding where nobody has done anything about it since it was read. */
const asRead = ({ id, digest, proposedAct }: FindingWrite['of']) => ({
  ...{ id, digest, proposedAct: proposedAct ?? IsNull() },
});
