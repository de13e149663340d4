import { resumeActs, type LeftBehind, type ResumeParts } from '../acts/resume-acts.js';
import { finishAct } from './review-acts.js';
import type { ReviewFacts, ReviewLog } from './review-log.js';
import type { ReviewStore } from './review-store.js';
import { REVIEW_ACTIONS } from './review-terms.js';

/**
 * Brings to their end the acts that a crash left behind. Key and row are one transaction, so that whatever has a key has
 * its row; a signature that was not sealed is sealed, then the outcome, and the act is finished. What broke off before
 * has an INTENT without an OUTCOME and wrote nothing.
 */
export function resumeReviewActs(
  parts: ResumeParts<ReviewFacts> & { readonly store: ReviewStore; readonly log: ReviewLog },
  left: LeftBehind = 'ALL',
): Promise<number> {
  const { store } = parts;
  return resumeActs(parts, REVIEW_ACTIONS, left, async (act) => {
    const { action, requestId } = act;
    const row = (await store.verdictOfAct(requestId)) ?? (await store.signatureOfAct(requestId));
    if (row === null) return null;
    const result = await finishAct(parts, act);
    const facts = {
      act: action,
      id: requestId,
      request: null,
      account: row.account,
      case: null,
      subjects: [],
    };
    return { facts, result: `${result} (resumed)`, kept: result };
  });
}
