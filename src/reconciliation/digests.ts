import { createHash } from 'node:crypto';
import type { ComparedDose } from './compared-dose.js';
import type { Finding } from './finding.js';
import type { FindingRow } from './finding-row.js';
import type { FindingState } from './terms.js';

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The same fault of the same rows is the same finding, whatever the rows say by then. */
export function findingId({ kind, ledgerId, vrsId, besideId }: Finding): string {
  return hashOf(`${kind} ${ledgerId} ${vrsId} ${besideId}`);
}

/** Of what the rows say, so that a decision stands until one of them is changed. */
export function digestOf(doses: readonly (ComparedDose | null)[]): string {
  return hashOf(
    JSON.stringify(
      doses.map(
        (dose) =>
          dose && [dose.id, dose.under, dose.number, dose.day, [...dose.makers], dose.lot, dose.readable],
      ),
    ),
  );
}

const PROPOSED: FindingState = 'PROPOSED';

/**
 * Of a finding as somebody reads it: where a decision waits for approval, of the proposal as well, so that nobody approves
 * another one than they have seen.
 */
export function shownDigest({
  digest,
  state,
  proposedAct,
}: Pick<FindingRow, 'digest' | 'state' | 'proposedAct'>): string {
  return state === PROPOSED ? hashOf(`${digest} ${proposedAct}`) : digest;
}
