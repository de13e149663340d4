import type { Draft } from '../record/draft.js';
import { NEW_DRAFT, recordOf } from '../record/draft.js';
import type { Change } from '../record/use-change.js';
import type { SlipPersonQuery } from './operations.generated.js';

/** A slip as it lies before whoever types it; most of its items are the same as on the slip before. */
export interface Slip {
  readonly number: string;
  readonly coupon: string;
  readonly draft: Draft;
  readonly reason: string;
}

export const FIRST_SLIP: Slip = {
  ...{ number: '', coupon: '', reason: '' },
  draft: { ...NEW_DRAFT, way: 'PAPER' },
};

/** The next slip of the pile: whose it is, and which dose, is another; where, when and of what it was given stays. */
export const nextSlip = ({ draft }: Slip): Slip => ({
  ...FIRST_SLIP,
  draft: { ...draft, dose: '', preExamResult: 'VACCINATED' },
});

/** As somebody types it, in whatever width. */
export const numberOf = ({ number }: Pick<Slip, 'number'>): string => number.normalize('NFKC').trim();

export type OnFile = NonNullable<NonNullable<SlipPersonQuery['resident']>['immunizations']>[number];

/** What is sent of a slip to be recorded; null as long as something is missing. */
export function recordingOf(slip: Slip): Extract<Change, { kind: 'RECORD' }> | null {
  const record = recordOf(slip.draft);
  if (record === null) return null;
  const { preExamResult } = slip.draft;
  return {
    kind: 'RECORD',
    input: {
      ...(preExamResult === 'PRE_EXAM_ONLY' ? examOf(record) : record),
      atenaNumber: numberOf(slip),
      coupon: slip.coupon.trim() || null,
      reason: slip.reason.trim() || null,
    },
  };
}

/** Of an examination after which no dose was given: what stays on the form from slip to slip speaks of a dose. */
function examOf({
  institution,
  doctor,
  manufacturer: _maker,
  lot: _lot,
  doseMl: _volume,
  ...exam
}: NonNullable<ReturnType<typeof recordOf>>) {
  return {
    ...exam,
    ...(institution != null && { preExamInstitution: institution }),
    ...(doctor != null && { preExamDoctor: doctor }),
  };
}
