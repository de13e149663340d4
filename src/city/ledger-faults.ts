import { isoDay } from './calendar.js';
import type { Dose } from './dose.js';
import { Weighted, type Random } from './random.js';
import { MAKER_MODERNA, MAKER_PFIZER } from './schedule-data.js';

type Fault =
  | 'VRS_DATE_WRONG'
  | 'VRS_MAKER_SWAPPED'
  | 'VRS_LOT_TYPO'
  | 'VRS_DOSE_NUMBER_WRONG'
  | 'VRS_OTHER_PERSON'
  | 'VRS_MISSING'
  | 'VRS_DUPLICATE'
  | 'VRS_SECOND_BEFORE_FIRST';

/** Per cent of the people with two doses or more, as the record system's clean-up found them (D11). */
const FAULTS: readonly (readonly [Fault | null, number])[] = [
  ['VRS_DATE_WRONG', 2.2],
  ['VRS_MAKER_SWAPPED', 0.8],
  ['VRS_LOT_TYPO', 1.2],
  ['VRS_DOSE_NUMBER_WRONG', 0.5],
  ['VRS_OTHER_PERSON', 0.25],
  ['VRS_MISSING', 0.6],
  ['VRS_DUPLICATE', 0.4],
  ['VRS_SECOND_BEFORE_FIRST', 0.15],
  [null, 93.9],
];
const FAULT = new Weighted(FAULTS);

export interface Faulted {
  readonly doses: readonly Dose[];
  /** A dose that was given and is in no row. */
  readonly missing: Dose | null;
}

/**
 * Damages the COVID-19 doses of one person at most once. `otherNumber`: whose coupon a misread one becomes.
 */
export function withFault(doses: readonly Dose[], otherNumber: string | null, random: Random): Faulted {
  const [first, second] = doses;
  const fault = first && second ? FAULT.draw(random) : null;
  if (!first || !second || fault === null) return { doses, missing: null };
  const damaged = damage(fault, { first, second, otherNumber }, random);
  if (!damaged) return { doses, missing: null };
  return { doses: [...damaged, ...doses.slice(2)], missing: fault === 'VRS_MISSING' ? second : null };
}

function damage(
  fault: Fault,
  { first, second, otherNumber }: { first: Dose; second: Dose; otherNumber: string | null },
  random: Random,
): readonly Dose[] | null {
  switch (fault) {
    case 'VRS_DATE_WRONG':
      return [
        first,
        {
          ...second,
          day: second.day + random.pick([-10, -7, -1, 1, 3, 7, 10]),
          anomaly: fault,
          right: isoDay(second.day),
        },
      ];
    case 'VRS_MAKER_SWAPPED':
      return [
        first,
        {
          ...second,
          maker: first.maker === MAKER_PFIZER ? MAKER_MODERNA : MAKER_PFIZER,
          anomaly: fault,
          right: second.maker ?? '',
        },
      ];
    case 'VRS_LOT_TYPO':
      // O for 0, I for 1, lower case, two lots in one field: as typed.
      return [
        first,
        { ...second, lot: random.pick(['EYO573', 'FF2Ol8', 'ey0779', 'EY0573/EY0779']), anomaly: fault },
      ];
    case 'VRS_DOSE_NUMBER_WRONG':
      return [first, { ...second, number: 1, anomaly: fault, right: 2 }];
    case 'VRS_OTHER_PERSON':
      return otherNumber === null ? null : [first, { ...second, underNumber: otherNumber, anomaly: fault }];
    case 'VRS_MISSING':
      return [first];
    case 'VRS_DUPLICATE':
      return [first, second, { ...second, anomaly: fault }];
    case 'VRS_SECOND_BEFORE_FIRST':
      return [
        first,
        { ...second, day: first.day - random.between(1, 20), anomaly: fault, right: isoDay(second.day) },
      ];
  }
}
