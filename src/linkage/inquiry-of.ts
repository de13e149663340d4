import type { Inquiry } from '../../adapters/intermediate-server/model.js';
import type { RequestRow } from './rows.js';

/**
 * The inquiry that a row stands for: word for word the same however often it is sent, for its hash is held
 * against the answer.
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
