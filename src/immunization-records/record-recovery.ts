import { endEach } from '../acts/end-each.js';
import { SourceError } from '../errors/source-error.js';
import { carryChange, type CarryParts } from './carry-change.js';
import { resultOf } from './change-views.js';
import type { RecordLog } from './record-log.js';
import type { RecordStore } from './record-store.js';
import { RECORD_ACTIONS } from './terms.js';

/** Acts looked at in one turn. */
const MOST = 500;
/** Milliseconds; an act of this age is nobody's who still works on it. */
export const ABANDONED_AFTER = 60_000;

export interface RecoveryParts extends CarryParts {
  readonly store: RecordStore;
  readonly log: RecordLog;
}

/**
 * Brings to their end the acts that a crash or a silence left behind. The key and the change are one transaction, so
 * whatever has a key has a change: one that is pending is sent to the ledger again, which makes it once; then the
 * outcome is sealed and the act finished. What broke off before has an INTENT without an OUTCOME and wrote nothing.
 * While the ledger does not answer, an act stays open, and is on the list of those (`immunizationChanges`, `sekisho record open`).
 *
 * @param youngest UTC; acts begun after it are left alone. Left out, none is: at a start nobody works on one here.
 */
export async function resumeRecordActs(
  { store, log, sources }: RecoveryParts,
  youngest?: string,
): Promise<{ readonly resumed: number; readonly open: number }> {
  let open = 0;
  const resumed = await endEach(await store.openActs(RECORD_ACTIONS, MOST), async (act) => {
    if (youngest !== undefined && act.at > youngest) return false;
    const found = await store.changeOfAct(act.requestId);
    if (found === null) return false;
    let change = found;
    if (change.state === 'PENDING') {
      try {
        change = await carryChange({ store, sources }, change);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        open += 1;
        return false;
      }
    }
    const result = resultOf(change);
    const account = change.decidedAct === act.requestId ? (change.decidedBy ?? '') : change.account;
    const subjects = [log.pseudonym(change.atenaNumber)];
    const facts = {
      act: act.action,
      id: act.requestId,
      request: null,
      account,
      case: change.caseNumber,
      subjects,
    };
    await log.close(facts, `${result} (resumed)`);
    await store.finish(act.id, result);
    return true;
  });
  return { resumed, open };
}
