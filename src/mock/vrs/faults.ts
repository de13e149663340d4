import type { OperationName } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import { CallFaults } from '../signed-calls/call-faults.js';
import type { Moment } from '../signed-calls/calls.js';

/** What a test has told the stand-in to do wrong. All is well unless told otherwise; nothing here is on the disk. */
export class Faults extends CallFaults<OperationName, Moment> {
  /** So many of the next lines that a camera reads are read wrong in one digit of the coupon: 5 as 3, or 3 as 8. */
  misreads = 0;
}
