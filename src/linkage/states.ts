import {
  HOLD_REASONS,
  INQUIRY_STATES,
  NOT_PROVIDED_REASONS,
  PROVISION_ORDERS,
  PROVISION_STATES,
  REFUSAL_CODES,
} from '../../adapters/intermediate-server/protocol/terms.js';

/** The exchange's words as the graph offers them, in the order in which things happen. */
export const LINKAGE_TERMS = {
  request: ['UNSENT', ...INQUIRY_STATES, 'QUARANTINED'],
  provision: [...PROVISION_STATES],
  provisionOrder: [...PROVISION_ORDERS],
  hold: [...HOLD_REASONS],
  refusal: [...REFUSAL_CODES],
  notProvided: [...NOT_PROVIDED_REASONS],
} as const;
