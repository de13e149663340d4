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

/**
 * Brings what an act has written to its end, and says what it came to, for the log. Rejects with `SourceError` where
 * nobody knows whether a system has it: the finding stays CORRECTING.
 */
export async function carryApproved({ store, carry }: FinishParts, requestId: string): Promise<string> {
  const row = await store.ofAct(requestId);
  if (row === null)
    throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was done is not in the store' });
  if (row.decidedAct !== requestId) return `PROPOSED ${row.decision}`;
  if (row.state !== 'CORRECTING') return `${row.state} ${row.decision} ${row.outcome ?? ''}`.trim();
  if (carry === null) throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'VRS is not connected' });
  const refused = await carryDecision(carry, row, new AbortController().signal);
  // What a system refuses is open again: somebody has to look.
  const to =
    refused === null
      ? ({ state: 'DECIDED', outcome: 'DONE' } as const)
      : ({ state: 'OPEN', outcome: refused } as const);
  await store.settle(row.id, to);
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
