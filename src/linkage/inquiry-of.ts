import type { Inquiry } from '../../adapters/intermediate-server/model.js';
import type { RequestRow } from './rows.js';

/**
 * The inquiry as it is sent for a row. Byte for byte the same each time, for the answer must carry its hash.
 */
export function inquiryOf({ id, row, provider, items, periodFrom, periodTo, hidden }: RequestRow): Inquiry {
  return {
    requestId: id,
    row,
    provider,
    items: items.split(' '),
    condition:
      periodFrom === null || periodTo === null
        ? { kind: 'ALL' }
        : { kind: 'PERIOD', from: periodFrom, to: periodTo },
    hidden: hidden === 1,
  };
}
