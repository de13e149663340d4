import type { ActLog } from './act-log.js';
import type { ActRow } from './act-row.js';
import type { ActStore } from './act-store.js';
import { eachOpen, endEach } from './end-each.js';
import { isUnderWay } from './idempotent-acts.js';

/** Milliseconds; an act of this age is nobody's who still works on it. */
const ABANDONED_AFTER = 60_000;
/** Acts read at once. */
const MOST = 500;

/** UTC: acts begun after it may be somebody's who still works on them. */
export const abandonedBefore = (now: string): string =>
  new Date(Date.parse(now) - ABANDONED_AFTER).toISOString();

/** `ALL`: at a start, when nobody works on one here. `ABANDONED`: those that are old enough. */
export type LeftBehind = 'ALL' | 'ABANDONED';

export interface ResumeParts<Facts> {
  readonly store: Pick<ActStore, 'openActs' | 'finish' | 'claim'>;
  readonly log: ActLog<Facts>;
  /** UTC, ISO 8601. */
  readonly now: () => string;
}

/** What an act that was left behind came to. */
export interface Ended<Facts> {
  /** As far as the room's own rows have them: for an act that was begun before its facts were kept with it. */
  readonly facts: Facts;
  /** For the log. */
  readonly result: string;
  /** For whoever asks again under the key. */
  readonly kept: string;
}

/** What the log was told of an act when it was begun; of no request, for none brings it to its end. */
export function factsAsBegun<Facts>({ facts }: ActRow): Facts | null {
  // Written by `IdempotentActs` of the same room.
  return facts === null ? null : { ...(JSON.parse(facts) as Facts), request: null };
}

/**
 * Brings to their end the acts that a crash or a silence left between their key and their OUTCOME. `end` does what is
 * left, or finds out what was done, and is null where nobody can tell by now: the act stays open. Where two gateways are
 * at it, one of them seals the OUTCOME.
 */
export async function resumeActs<Facts>(
  { store, log, now }: ResumeParts<Facts>,
  actions: readonly string[],
  left: LeftBehind,
  end: (act: ActRow) => Promise<Ended<Facts> | null>,
): Promise<number> {
  const youngest = left === 'ALL' ? null : abandonedBefore(now());
  const open = eachOpen<ActRow>((after) => store.openActs(actions, MOST, after));
  return endEach(open, async (act) => {
    if (youngest !== null && act.at > youngest) return false;
    if (isUnderWay(store, act.id)) return false;
    const ended = await end(act);
    if (ended === null || !(await store.claim(act, now()))) return false;
    const facts = factsAsBegun<Facts>(act) ?? ended.facts;
    // Whether an INTENT of it is open nobody can tell: it may have had its OUTCOME, a refusal.
    if (act.facts === null) await log.intend(facts);
    await log.close(facts, ended.result);
    await store.finish(act.id, ended.kept);
    return true;
  });
}
