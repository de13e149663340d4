import type { InquiryState, ProvisionState } from '../../../adapters/intermediate-server/protocol/terms.js';

/** What can happen to an inquiry. */
export type InquiryEvent =
  | 'LIST_PERMITS'
  | 'LIST_REFUSES'
  | 'PERMIT_ISSUED'
  | 'PERMIT_USED'
  | 'PERMIT_EXPIRES'
  | 'ANSWER_ARRIVES'
  | 'NOTHING_PROVIDED';

/**
 * Each step once and in this order (R186, R187): nothing is sent but with a permit, and no permit given but by
 * the list.
 */
const INQUIRY: Readonly<Record<InquiryState, Partial<Record<InquiryEvent, InquiryState>>>> = {
  REQUESTED: { LIST_PERMITS: 'LIST_CHECKED', LIST_REFUSES: 'REFUSED' },
  LIST_CHECKED: { PERMIT_ISSUED: 'PERMIT_RECEIVED' },
  PERMIT_RECEIVED: { PERMIT_USED: 'SENT', PERMIT_EXPIRES: 'EXPIRED' },
  SENT: { ANSWER_ARRIVES: 'ANSWERED', NOTHING_PROVIDED: 'REFUSED', PERMIT_EXPIRES: 'EXPIRED' },
  ANSWERED: {},
  REFUSED: {},
  EXPIRED: {},
};

export type ProvisionEvent =
  'HELD' | 'APPROVED' | 'APPROVAL_LAPSES' | 'REJECTED' | 'PROVIDED' | 'WITHHELD' | 'PERMIT_EXPIRES';

/** null: it has just arrived. */
const ARRIVED: Partial<Record<ProvisionEvent, ProvisionState>> = {
  HELD: 'AWAITING_APPROVAL',
  PROVIDED: 'SENT',
  WITHHELD: 'WITHHELD',
  PERMIT_EXPIRES: 'EXPIRED',
};
const PROVISION: Readonly<Record<ProvisionState, Partial<Record<ProvisionEvent, ProvisionState>>>> = {
  AWAITING_APPROVAL: {
    APPROVED: 'APPROVED',
    REJECTED: 'REJECTED',
    WITHHELD: 'WITHHELD',
    PERMIT_EXPIRES: 'EXPIRED',
  },
  // An approval is of one content, for a while: either changes, and somebody must look again (R205).
  APPROVED: {
    PROVIDED: 'SENT',
    APPROVAL_LAPSES: 'AWAITING_APPROVAL',
    REJECTED: 'REJECTED',
    WITHHELD: 'WITHHELD',
    PERMIT_EXPIRES: 'EXPIRED',
  },
  SENT: {},
  REJECTED: {},
  WITHHELD: {},
  EXPIRED: {},
};

/** The state after an event; null where it may not follow. */
export function nextInquiryState(state: InquiryState, event: InquiryEvent): InquiryState | null {
  return INQUIRY[state][event] ?? null;
}

export function nextProvisionState(
  state: ProvisionState | null,
  event: ProvisionEvent,
): ProvisionState | null {
  return (state === null ? ARRIVED : PROVISION[state])[event] ?? null;
}
