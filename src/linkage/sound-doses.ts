import type { ImmunizationRecord } from '../../adapters/health-management/model.js';
import type { Life } from '../immunization-records/dose-file.js';
import { faultsOfStated } from '../immunization-records/judge-dose.js';
import type { RecordFaultCode } from '../immunization-records/record-texts.js';
import type { RecordRules } from '../policy/record-rules.js';

/** A dose as copies state it. */
export interface SoundDose extends Pick<ImmunizationRecord, 'lot' | 'doseMl'> {
  readonly vaccine: string;
  readonly dose: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** PRE_EXAM_UNKNOWN: the row does not say whether anything was given. */
export type LeftOutCode = RecordFaultCode | 'PRE_EXAM_UNKNOWN';

export interface Sifted {
  readonly sound: readonly SoundDose[];
  /** For each row that stays behind, what stops it. */
  readonly leftOut: readonly (readonly LeftOutCode[])[];
}

/**
 * Only what was validated is told onward (R158). The ledger has rows that no judge has seen: what would not be taken
 * today stays behind, and is said. Examinations at which no dose was given are no doses, and nothing is wrong with them.
 */
export function siftDoses(
  rows: readonly ImmunizationRecord[],
  facts: Pick<Life, 'birth' | 'death'> & { readonly today: string; readonly rules: RecordRules },
): Sifted {
  const sound: SoundDose[] = [];
  const leftOut: (readonly LeftOutCode[])[] = [];
  for (const row of rows) {
    const preExam = row.preExam?.result ?? null;
    if (preExam === 'PRE_EXAM_ONLY') continue;
    const { vaccine = null, doseNumber: dose = null, lot = null, doseMl = null } = row;
    const date = row.date?.precision === 'DAY' ? row.date.iso : null;
    const volume = doseMl === null ? null : Math.round(doseMl * 100);
    const codes = [
      ...faultsOfStated({ vaccine, dose, date, preExam, lot, volume }, facts),
      ...(preExam === null ? (['PRE_EXAM_UNKNOWN'] as const) : []),
    ];
    if (codes.length === 0 && vaccine !== null && dose !== null && date !== null)
      sound.push({ vaccine, dose, date, lot, doseMl });
    else leftOut.push(codes);
  }
  return { sound, leftOut };
}
