import { endEach } from '../acts/end-each.js';
import { FINDING_ACTIONS } from './finding-desk.js';
import type { FindingLog } from './finding-log.js';
import { carryApproved, factsOf, type FinishParts } from './finish-decision.js';

/** Acts looked at in one turn. */
const MOST = 200;
/** Milliseconds; an act of this age is nobody's who still works on it. */
export const ABANDONED_AFTER = 60_000;

/**
 * Brings to their end the acts that a crash or a silence left between what was written and its OUTCOME: the write and
 * the key are one transaction, so whatever has a key is in the store, and what was approved is carried over.
 * @param youngest UTC; acts begun after it are left alone. Left out, none is: at a start nobody works on one here.
 */
export async function resumeDecisions(
  { log, ...finish }: FinishParts & { readonly log: FindingLog },
  youngest?: string,
): Promise<number> {
  const { store } = finish;
  return endEach(await store.openActs(FINDING_ACTIONS, MOST), async (act) => {
    if (youngest !== undefined && act.at > youngest) return false;
    const row = await store.ofAct(act.requestId);
    if (row === null) return false;
    const account = (row.decidedAct === act.requestId ? row.decidedBy : row.proposedBy) ?? '';
    const facts = factsOf(
      { log, request: null, account, caseNumber: null },
      { action: act.action, requestId: act.requestId, row },
    );
    const result = await carryApproved(finish, act.requestId);
    await log.close(facts, `${result} (resumed)`);
    await store.finish(act.id, result);
    return true;
  });
}
