import { resumeActs, type LeftBehind, type ResumeParts } from '../acts/resume-acts.js';
import { CASE_ACTIONS } from './case-terms.js';
import type { CaseFacts, CaseLog } from './case-log.js';
import type { CaseStore } from './case-store.js';

/**
 * Brings to their end the acts that a crash left between what was written and its OUTCOME: the write and the key are
 * one transaction, so whatever has a key was done, and only has to be told. What broke off before has an INTENT
 * without an OUTCOME in the log and wrote nothing.
 */
export function resumeCaseActs(
  parts: ResumeParts<CaseFacts> & { readonly store: CaseStore; readonly log: CaseLog },
  left: LeftBehind = 'ALL',
): Promise<number> {
  const { store, log } = parts;
  return resumeActs(parts, CASE_ACTIONS, left, async (act) => {
    const trace = await store.traceOf(act);
    if (trace === null) return null;
    const { account, caseNumber, persons, result } = trace;
    const facts = {
      ...{ act: act.action, id: act.requestId, request: null, account, case: caseNumber },
      subjects: log.pseudonyms(persons),
    };
    return { facts, result: `${result} (resumed)`, kept: result };
  });
}
