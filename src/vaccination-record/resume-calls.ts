import { eachOpen, endEach } from '../acts/end-each.js';
import { IdempotentActs } from '../acts/idempotent-acts.js';
import { abandonedBefore, factsAsBegun, type LeftBehind } from '../acts/resume-acts.js';
import type { VrsFacts, VrsLog } from './vrs-log.js';
import { VrsActs } from './vrs-acts.js';
import { readCall } from './record-call.js';
import { refusalOf, type CallPerformer } from './perform-call.js';
import type { OpenCall, VrsStore } from './vrs-store.js';
import type { VrsAction } from './vrs-terms.js';

export interface ResumeParts {
  readonly store: VrsStore;
  readonly log: VrsLog;
  readonly performer: CallPerformer;
  readonly now: () => string;
}

/** Calls read at once. */
const MOST = 200;
/**
 * Brings to their end the acts that a crash or a silence left between their key and their OUTCOME: the same call is
 * sent again under the same id, so that it is done once whether or not it had arrived. An inquiry is judged once more,
 * and does not go out where its case no longer carries it; nor does a coupon or an application that had not arrived. What broke off before its key has an INTENT without an
 * OUTCOME in the log, and sent nothing.
 *
 * @returns how many ended; rejects with the first fault when all were tried, and those stay open
 */
export async function resumeCalls(parts: ResumeParts, left: LeftBehind = 'ALL'): Promise<number> {
  const { store, now } = parts;
  const youngest = left === 'ALL' ? null : abandonedBefore(now());
  const calls = eachOpen<OpenCall & { readonly id: string }>(async (after) => {
    const page = await store.openCalls(MOST, after?.act ?? null);
    return page.map((open) => ({ ...open, id: open.act.id }));
  });
  return endEach(calls, async (open) => {
    if (youngest !== null && open.act.at > youngest) return false;
    // Before it is sent: of two gateways one goes on with it.
    if (open.act.outcome === null && !(await store.claim(open.act, now()))) return false;
    await resume(parts, open);
    return true;
  });
}

async function resume(parts: ResumeParts, { act, call: kept, holders }: OpenCall): Promise<void> {
  const { store, log, performer, now } = parts;
  const { account, caseNumber, atenaNumber, staff } = kept;
  if (act.outcome !== null) return store.drop(act.id, holders);
  const call = readCall(kept.call);
  const acts = new VrsActs({ ...parts, request: null, account, caseNumber });
  const facts =
    factsAsBegun<VrsFacts>(act) ??
    acts.factsOf(act.action as VrsAction, act.requestId, { call, atenaNumber });
  const { refused } = await new IdempotentActs(store, log, now).carryOut(act, facts, {
    // Its call is kept a moment longer than what the log was told: then it had its OUTCOME, a refusal.
    ...(act.facts === null && { intent: 'AHEAD' as const }),
    work: () =>
      performer.resume(call, { caseNumber, atenaNumber }, { staff, signal: new AbortController().signal }),
    refusalOf: (error) => refusalOf(call, error),
  });
  if (refused !== null) await store.drop(act.id, holders);
}
