import type { DoseContent } from '../../adapters/health-management/model.js';
import { contentOf } from './change-views.js';
import { locksNow, type DoseFile } from './dose-file.js';

/**
 * Whether somebody has settled the dose that an import brings: of its vaccine a locked record has, or had before it was
 * corrected or withdrawn, its day or its number. Files are read in late and again, and bring back what was mended: the
 * wrong day as one more dose, a dose of somebody else's that was withdrawn (trap: a late import destroys a correction).
 */
export function settledElsewhere({ changes }: Pick<DoseFile, 'changes'>, brought: DoseContent): boolean {
  const locked = new Set(changes.filter(locksNow).map(({ doseId }) => doseId));
  return changes.some((change) => {
    if (change.state !== 'DONE' || !locked.has(change.doseId)) return false;
    return [contentOf(change.before), contentOf(change.after)].some(
      (content) =>
        content !== null &&
        content.vaccine === brought.vaccine &&
        (content.date === brought.date || content.dose === brought.dose),
    );
  });
}
