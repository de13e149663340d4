import { namedId } from '../../acts/named-id.js';
import { couponLineOf } from '../../../adapters/vaccination-record-system/protocol/coupon-line.js';
import type { DoseRequest } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import type { WideDose } from './wide-row.js';

export interface FileOfDoses {
  /** Hash of the file's bytes: what makes a file the same file. */
  readonly digest: string;
  /** Whose coupons are in it. */
  readonly municipality: string;
}

/**
 * The call that records a dose of a file. Its id comes of the file, the line and the dose: a file that is read twice,
 * in part or in whole, records nothing twice.
 */
export function doseRequestOf(
  { digest, municipality }: FileOfDoses,
  line: number,
  { dose, coupon, registeredAt: _registeredAt, ...facts }: WideDose,
): DoseRequest {
  return {
    ...facts,
    requestId: namedId(`${digest}/${line}/${dose}`),
    line: couponLineOf({ kind: '1', dose, municipality, coupon }),
    reading: 'FILE',
  };
}
