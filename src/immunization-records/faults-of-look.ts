import type { Despite } from './record-access.js';
import { recordFault, type RecordFault, type RecordWarning } from './record-texts.js';

/**
 * Whether whoever acts has looked at what asks for a look: a reason, and one for just these warnings where its giver says
 * which it is for. A warning that has come up since is told, and nothing is done.
 */
export function faultsOfLook({
  needsReason,
  reason,
  warnings,
  despite,
}: {
  readonly needsReason: boolean;
  readonly reason: string | null;
  readonly warnings: readonly RecordWarning[];
  readonly despite: Despite;
}): readonly RecordFault[] {
  if (needsReason && reason === null) return [recordFault('REASON_NEEDED', 'reason')];
  const isUnseen = warnings.some(({ code }) => despite?.includes(code) === false);
  return isUnseen ? [recordFault('REASON_NEEDED', 'despite')] : [];
}
