import type { EntityManager } from 'typeorm';
import type { ActRow } from '../../acts/act-row.js';
import type { VrsFacts } from '../vrs-log.js';
import { endLeftBatch, keepBatch, type EndParts } from './batch-end.js';
import { batchFacts, batchId, type FileActs } from './file-log.js';
import type { PartOfPage } from './write-wide.js';

/** One page of an export: whom it tells of, and who of it is closed to whoever has the file written. */
interface Page {
  readonly open: PartOfPage;
  readonly closed: PartOfPage;
  /** Of the open ones, those who are told and not in the file. */
  readonly leftOut: readonly string[];
}

/** What the log is told of some persons of a page. */
interface Batch {
  readonly facts: VrsFacts;
  readonly result: string;
}

/** As an act of its own, so that nobody reads of a closed person that they were written. */
const CLOSED = 'CLOSED_PERSON';
const closedId = (act: string): string => batchId(act, CLOSED);

/** The acts of a page: of the open, and of the closed where there are any. */
export function batchesOf(given: FileActs, act: string, { open, closed, leftOut }: Page): readonly Batch[] {
  const facts = (id: string, { atenaNumbers }: PartOfPage) =>
    batchFacts(given, 'exportDoses', { id, atenaNumbers });
  const result = `WRITTEN ${open.count - leftOut.length} LEFT_OUT ${leftOut.length}`;
  const written: Batch = { facts: facts(act, open), result };
  return closed.count === 0 ? [written] : [written, { facts: facts(closedId(act), closed), result: CLOSED }];
}

/** In one transaction with the place where the export goes on. */
export async function keepBatches(
  manager: EntityManager,
  batches: readonly Batch[],
  at: string,
): Promise<readonly (Batch & { readonly row: ActRow })[]> {
  const kept: (Batch & { readonly row: ActRow })[] = [];
  for (const batch of batches) kept.push({ ...batch, row: await keepBatch(manager, batch.facts, at) });
  return kept;
}

/** What a crash left of a page between the disk and its outcomes. */
export async function endLeftBatches(
  given: EndParts,
  { batch, account }: { readonly batch: string | null; readonly account: string },
): Promise<void> {
  await endLeftBatch(given, { batch, account }, 'WRITTEN (resumed)');
  if (batch !== null) await endLeftBatch(given, { batch: closedId(batch), account }, CLOSED);
}
