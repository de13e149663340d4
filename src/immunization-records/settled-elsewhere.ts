import type { DoseContent } from '../../adapters/health-management/model.js';
import type { ChangeRow } from './change-row.js';
import { locksNow, type DoseFile } from './dose-file.js';
import { rowContentOf } from './row-content.js';
import { recordFault, type RecordFault } from './record-texts.js';

/**
 * What is against a dose that an import brings: somebody has settled it. Of its vaccine a locked record has, or had before
 * it was corrected or withdrawn, its day or its number. Files are read in late and again, and bring back what was mended:
 * the wrong day as one more dose, a dose of somebody else's that was withdrawn (trap: a late import destroys a correction).
 * What is being carried to the ledger may stand there by now, and be no lock yet: the import waits for its end.
 */
export function faultsOfSettled(
  { changes }: Pick<DoseFile, 'changes'>,
  brought: DoseContent,
): readonly RecordFault[] {
  const locked = new Set(changes.filter(locksNow).map(({ doseId }) => doseId));
  const alike = changes.filter((change) => isOf(change, brought));
  if (alike.some(({ state, doseId }) => state === 'DONE' && locked.has(doseId)))
    return [recordFault('LOCKED')];
  return alike.some(({ state, locks }) => state === 'PENDING' && locks === 1) ? [recordFault('BUSY')] : [];
}

function isOf({ before, after }: ChangeRow, brought: DoseContent): boolean {
  return [before, after].some((json) => {
    const content = rowContentOf(json)?.content;
    return (
      content !== undefined &&
      content.vaccine === brought.vaccine &&
      (content.date === brought.date || content.dose === brought.dose)
    );
  });
}
