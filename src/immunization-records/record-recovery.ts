import { resumeActs, type LeftBehind, type ResumeParts } from '../acts/resume-acts.js';
import { SourceError } from '../errors/source-error.js';
import { carryChange, type CarryParts } from './carry-change.js';
import { resultOf } from './change-views.js';
import type { RecordFacts, RecordLog } from './record-log.js';
import type { RecordStore } from './record-store.js';
import { RECORD_ACTIONS } from './terms.js';

export interface RecoveryParts extends CarryParts, ResumeParts<RecordFacts> {
  readonly store: RecordStore;
  readonly log: RecordLog;
}

/**
 * Brings to their end the acts that a crash or a silence left behind. The key and the change are one transaction, so
 * whatever has a key has a change: one that is pending is sent to the ledger again, which makes it once; then the
 * outcome is sealed and the act finished. What broke off before has an INTENT without an OUTCOME and wrote nothing.
 * While the ledger does not answer, an act stays open, and is on the list of those (`immunizationChanges`, `sekisho record open`).
 */
export async function resumeRecordActs(
  parts: RecoveryParts,
  left: LeftBehind = 'ALL',
): Promise<{ readonly resumed: number; readonly open: number }> {
  const { store, log, sources } = parts;
  let open = 0;
  const resumed = await resumeActs(parts, RECORD_ACTIONS, left, async (act) => {
    const found = await store.changeOfAct(act.requestId);
    if (found === null) return null;
    let change = found;
    if (change.state === 'PENDING') {
      try {
        change = await carryChange({ store, sources }, change);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        open += 1;
        return null;
      }
    }
    const result = resultOf(change);
    const account = change.decidedAct === act.requestId ? (change.decidedBy ?? '') : change.account;
    const facts = {
      ...{ act: act.action, id: act.requestId, request: null, account, case: change.caseNumber },
      subjects: [log.pseudonym(change.atenaNumber)],
    };
    return { facts, result: `${result} (resumed)`, kept: result };
  });
  return { resumed, open };
}
