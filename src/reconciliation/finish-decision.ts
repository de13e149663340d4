import { GatewayError } from '../errors/gateway-error.js';
import { carryDecision, type CarryParts } from './carry-decision.js';
import type { FindingFacts, FindingLog } from './finding-log.js';
import type { FindingRow } from './finding-row.js';
import type { FindingStore } from './finding-store.js';

export interface FinishParts {
  readonly store: FindingStore;
  /** null: VRS is not connected, and nothing can be carried over. */
  readonly carry: CarryParts | null;
}

/** Told of an act that was done, and of which nothing stands by now: the finding was decided on, or found, anew. */
const SUPERSEDED = 'SUPERSEDED';

/**
 * Brings what an act has written to its end, and says what it came to, for the log. Rejects with `SourceError` where
 * nobody knows whether a system has it: the finding stays CORRECTING.
 */
export async function carryApproved({ store, carry }: FinishParts, requestId: string): Promise<string> {
  const row = await store.ofAct(requestId);
  // What an act writes is written with its key: it was done, and something else stands in its place.
  if (row === null) return SUPERSEDED;
  if (row.decidedAct !== requestId) return `PROPOSED ${row.decision}`;
  if (row.state !== 'CORRECTING') return `${row.state} ${row.decision} ${row.outcome ?? ''}`.trim();
  if (carry === null) throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'VRS is not connected' });
  const refused = await carryDecision(carry, row, new AbortController().signal);
  // What a system refuses is open again: somebody has to look.
  const to =
    refused === null
      ? ({ state: 'DECIDED', outcome: 'DONE' } as const)
      : ({ state: 'OPEN', outcome: refused } as const);
  // Another gateway was at it, too, and has told what came of it.
  if (!(await store.settle(row, to))) return carryApproved({ store, carry }, requestId);
  return `${to.state} ${row.decision} ${to.outcome}`;
}

export function factsOf(
  {
    log,
    request,
    account,
    caseNumber,
  }: {
    readonly log: FindingLog;
    readonly request: string | null;
    readonly account: string;
    readonly caseNumber: string | null;
  },
  {
    action,
    requestId,
    row: { atenaNumber, otherNumber },
  }: { readonly action: string; readonly requestId: string; readonly row: FindingRow },
): FindingFacts {
  const persons = [atenaNumber, ...(otherNumber === null ? [] : [otherNumber])];
  return {
    act: action,
    id: requestId,
    request,
    account,
    case: caseNumber,
    subjects: log.pseudonyms(persons),
  };
}
