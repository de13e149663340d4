import { endEach } from '../acts/end-each.js';
import { finishAct } from './review-acts.js';
import type { ReviewLog } from './review-log.js';
import type { ReviewStore } from './review-store.js';
import { REVIEW_ACTIONS } from './review-terms.js';

/** Acts looked at in one turn. */
const MOST = 500;
/** Milliseconds; an act of this age is nobody's who still works on it. */
export const ABANDONED_AFTER = 60_000;

/**
 * Brings to their end the acts that a crash left behind. Key and row are one transaction, so that whatever has a key has
 * its row; a signature that was not sealed is sealed, then the outcome, and the act is finished. What broke off before
 * has an INTENT without an OUTCOME and wrote nothing.
 *
 * @param youngest UTC; acts begun after it are left alone. Left out, none is: at a start nobody works on one here.
 */
export async function resumeReviewActs(
  store: ReviewStore,
  log: ReviewLog,
  youngest?: string,
): Promise<number> {
  const open = await store.openActs(REVIEW_ACTIONS, MOST);
  return endEach(open, async (act) => {
    if (youngest !== undefined && act.at > youngest) return false;
    const { requestId } = act;
    const row = (await store.verdictOfAct(requestId)) ?? (await store.signatureOfAct(requestId));
    if (row === null) return false;
    const result = await finishAct({ store, log }, act);
    const facts = { act: act.action, id: requestId, request: null, account: row.account, case: null };
    await log.close({ ...facts, subjects: [] }, `${result} (resumed)`);
    await store.finish(act.id, result);
    return true;
  });
}
