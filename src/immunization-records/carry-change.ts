import type { DoseWrite } from '../../adapters/health-management/model.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { ChangeRow } from './change-row.js';
import { differences, rowContentOf } from './row-content.js';
import type { RecordStore } from './record-store.js';
import type { ChangeState } from './terms.js';

export interface CarryParts {
  readonly store: Pick<RecordStore, 'settle'>;
  readonly sources: Pick<Sources, 'send'> & { readonly health: Pick<Sources['health'], 'writeDose'> };
}

/**
 * Brings a pending change into the ledger and notes what became of it. Truth goes one way: the change was noted before
 * the ledger is touched, and the ledger makes it once under its id, so that whoever finds it pending after a crash or a
 * silence sends it again. Rejects with `SourceError` where nobody knows whether the ledger has it: it stays pending.
 *
 * Its end is not the caller's: a clerk who hangs up does not leave a change half told.
 */
export async function carryChange({ store, sources }: CarryParts, change: ChangeRow): Promise<ChangeRow> {
  const written = await sources.send('HEALTH_MANAGEMENT', new AbortController().signal, (live) =>
    sources.health.writeDose(writeOf(change), { signal: live, items: NO_ITEMS }),
  );
  const state: ChangeState = written.is === 'WRITTEN' ? 'DONE' : 'REFUSED';
  const settled = {
    state,
    doseId: written.is === 'WRITTEN' ? written.id : change.doseId,
    version: written.is === 'GONE' ? null : written.version,
  };
  await store.settle(change.id, settled);
  return { ...change, ...settled };
}

function writeOf(change: ChangeRow): DoseWrite {
  const { id: request, doseId, healthNumber, baseVersion } = change;
  const after = rowContentOf(change.after);
  if (doseId === null) {
    if (after === null) throw new TypeError('A new dose has content');
    return { is: 'RECORD', request, healthNumber, content: after.content };
  }
  const row = { request, id: doseId, version: baseVersion ?? 0 };
  if (after === null) return { is: 'WITHDRAW', ...row };
  return { is: 'CORRECT', ...row, changes: differences(rowContentOf(change.before), after) };
}
