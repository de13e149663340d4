import { toEraDigits } from '../legacy/era.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { codeFor, PRE_EXAM_RESULTS, SETTINGS, sourceVaccineCode } from './codes.js';
import { DOSE } from './entities.js';
import type { DoseContent } from './model.js';

type Property = keyof typeof DOSE.columns;
export type DoseColumn = readonly [property: Property, value: string | number | null];

/** Columns that hold no NULL: content that lacks one of them was not checked before. */
const NEEDED: ReadonlySet<Property> = new Set(['vaccine', 'doseNumber', 'date', 'setting', 'preExam']);

/**
 * What a dose's content is in this system's columns, of the parts that are given. Throws `RangeError` for what no
 * column can hold: what is written here was checked before, and nothing is ever cut or replaced on the way.
 */
export function doseColumns(content: Partial<DoseContent>): readonly DoseColumn[] {
  const columns = Object.keys(content).map((part): DoseColumn => {
    switch (part as keyof DoseContent) {
      case 'vaccine':
        return ['vaccine', content.vaccine == null ? null : sourceVaccineCode(content.vaccine)];
      case 'dose':
        return ['doseNumber', content.dose ?? null];
      case 'date':
        // The newer form of a day that has two: it is the one that every program reads.
        return ['date', content.date == null ? null : toEraDigits(requirePlainDate(content.date), 'LAST')];
      case 'billingMonth':
        return ['billingMonth', content.billingMonth == null ? null : eraMonth(content.billingMonth)];
      case 'setting':
        return ['setting', content.setting == null ? null : codeFor(SETTINGS, content.setting)];
      case 'preExam':
        return ['preExam', content.preExam == null ? null : codeFor(PRE_EXAM_RESULTS, content.preExam)];
      case 'volume':
        return ['volume', content.volume == null ? null : String(content.volume).padStart(4, '0')];
      case 'place':
      case 'preExamInstitution':
      case 'institution':
      case 'preExamDoctor':
      case 'doctor':
      case 'manufacturer':
      case 'lot':
        return [part as Property, content[part as 'place'] ?? null];
    }
  });
  for (const [property, value] of columns)
    if (value === null && NEEDED.has(property)) throw new RangeError(`A dose needs its ${property}.`);
  return columns;
}

/** `YYYY-MM` to era digit and `YYMM`, in the era of the month's last day. */
function eraMonth(month: string): string {
  return toEraDigits(requirePlainDate(`${month}-28`), 'LAST').slice(0, 5);
}
