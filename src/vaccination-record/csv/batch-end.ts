import type { EntityManager } from 'typeorm';
import type { ActRow } from '../../acts/act-row.js';
import { factsAsBegun } from '../../acts/resume-acts.js';
import type { VrsFacts } from '../vrs-log.js';
import type { VrsStore } from '../vrs-store.js';
import { ACT_TABLE } from '../vrs-tables.js';
import { batchFacts, type FileActs } from './file-log.js';

export interface EndParts extends FileActs {
  readonly store: VrsStore;
  /** UTC. */
  readonly now: () => string;
}

/**
 * A batch as an act whose end is not told yet; kept in one transaction with the place where the file goes on.
 * @param told what is kept of what the log was told; null: it may not have been told yet
 */
export async function keepBatch(
  manager: EntityManager,
  facts: VrsFacts,
  at: string,
  told: VrsFacts | null = facts,
): Promise<ActRow> {
  const { id, act: action } = facts;
  const kept = told && JSON.stringify(told);
  const row: ActRow = { id, action, content: id, requestId: id, outcome: null, at, facts: kept };
  await manager.insert(ACT_TABLE.name, { ...row });
  return row;
}

/** Tells the end of a batch, claimed in the store before: of two who are at the file one tells it. */
export async function endBatch(
  { store, log, now }: EndParts,
  act: ActRow,
  facts: VrsFacts,
  result: string,
): Promise<void> {
  if (!(await store.claim(act, now()))) return;
  await log.close(facts, result);
  await store.finish(act.id, result);
}

/** The same for a batch that a crash left between the place and its outcome: told in the name in which it was begun. */
export async function endLeftBatch(
  given: EndParts,
  { batch, account }: { readonly batch: string | null; readonly account: string },
  result: string,
): Promise<void> {
  const act = batch === null ? null : await given.store.act(batch);
  if (act === null || act.outcome !== null) return;
  const action = act.action === 'importDoses' ? 'importDoses' : 'exportDoses';
  const facts =
    factsAsBegun<VrsFacts>(act) ??
    batchFacts({ ...given, account }, action, { id: act.id, atenaNumbers: [] });
  await endBatch(given, act, facts, result);
}
