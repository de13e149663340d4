import type { DoseContent } from '../../adapters/health-management/model.js';
import type { RecordFault, RecordFaultCode } from './record-texts.js';

/** Items that a fault is also about, besides the one it names. */
const ALSO_ABOUT: Partial<Record<RecordFaultCode, readonly (keyof DoseContent)[]>> = {
  LOT_FORMAT: ['manufacturer', 'preExam'],
  EXAM_ONLY: ['preExam'],
  BILLING_MONTH: ['date'],
};

/**
 * Of what is against a row as it would become, what is so by the change itself. An old row may hold a code of no table, or a
 * lot that no maker makes: whoever corrects its date is not made to invent those as well.
 */
export function faultsOfChange(
  faults: readonly RecordFault[],
  changed: Partial<DoseContent>,
): readonly RecordFault[] {
  return faults.filter(({ code, field }) => {
    const item = field === 'doseMl' ? 'volume' : field;
    return (
      (item !== null && Object.hasOwn(changed, item)) ||
      (ALSO_ABOUT[code] ?? []).some((key) => Object.hasOwn(changed, key))
    );
  });
}
