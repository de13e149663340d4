import { createHash } from 'node:crypto';
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
    requestId: idOf(`${digest}/${line}/${dose}`),
    line: couponLineOf({ kind: '1', dose, municipality, coupon }),
    reading: 'FILE',
  };
}

/** A UUID of the name-based kind (RFC 9562, version 8). */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
