import { endEach } from '../acts/end-each.js';
import { CASE_ACTIONS } from './case-terms.js';
import type { CaseLog } from './case-log.js';
import type { CaseStore } from './case-store.js';

/** Acts looked at in one turn. */
const MOST = 500;
/** Milliseconds; an act of this age is nobody's who still works on it. */
export const ABANDONED_AFTER = 60_000;

/**
 * Brings to their end the acts that a crash left between what was written and its OUTCOME: the write and the key are
 * one transaction, so whatever has a key was done, and only has to be told. What broke off before has an INTENT
 * without an OUTCOME in the log and wrote nothing.
 *
 * @param youngest UTC; acts begun after it are left alone. Left out, none is: at a start nobody works on one here.
 */
export async function resumeActs(store: CaseStore, log: CaseLog, youngest?: string): Promise<number> {
  return endEach(await store.openActs(CASE_ACTIONS, MOST), async (act) => {
    if (youngest !== undefined && act.at > youngest) return false;
    const trace = await store.traceOf(act);
    if (trace === null) return false;
    const { account, caseNumber, persons, result } = trace;
    const facts = {
      ...{ act: act.action, id: act.requestId, request: null, account, case: caseNumber },
      subjects: log.pseudonyms(persons),
    };
    await log.close(facts, `${result} (resumed)`);
    await store.finish(act.id, result);
    return true;
  });
}
