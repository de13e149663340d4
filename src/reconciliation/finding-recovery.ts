import type { ActRow } from '../acts/act-row.js';
import { factsAsBegun, resumeActs, type LeftBehind, type ResumeParts } from '../acts/resume-acts.js';
import type { FindingStore } from './finding-store.js';
import { FINDING_ACTIONS } from './finding-desk.js';
import type { FindingFacts, FindingLog } from './finding-log.js';
import { carryApproved, factsOf, type FinishParts } from './finish-decision.js';

/**
 * Brings to their end the acts that a crash or a silence left between what was written and its OUTCOME: the write and
 * the key are one transaction, so whatever has a key is in the store, and what was approved is carried over.
 */
export function resumeDecisions(
  {
    log,
    now,
    ...finish
  }: FinishParts & Pick<ResumeParts<FindingFacts>, 'now'> & { readonly log: FindingLog },
  left: LeftBehind = 'ALL',
): Promise<number> {
  const { store } = finish;
  return resumeActs({ store, log, now }, FINDING_ACTIONS, left, async (act) => {
    const facts = factsAsBegun<FindingFacts>(act) ?? (await factsByRow({ store, log }, act));
    if (facts === null) return null;
    const result = await carryApproved(finish, act.requestId);
    return { facts, result: `${result} (resumed)`, kept: result };
  });
}

/** Of an act that was begun before its facts were kept with it, as far as the finding has them. */
async function factsByRow(
  { store, log }: { readonly store: FindingStore; readonly log: FindingLog },
  { action, requestId }: ActRow,
): Promise<FindingFacts | null> {
  const row = await store.ofAct(requestId);
  if (row === null) return null;
  const account = (row.decidedAct === requestId ? row.decidedBy : row.proposedBy) ?? '';
  return factsOf({ log, request: null, account, caseNumber: null }, { action, requestId, row });
}
