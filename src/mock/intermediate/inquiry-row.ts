import type {
  InquiryRequest,
  InquiryStatus,
  ProvisionStatus,
  Refusal,
} from '../../../adapters/intermediate-server/protocol/inquiries.js';
import type { InquiryState, ProvisionState } from '../../../adapters/intermediate-server/protocol/terms.js';
import { isoInstant } from '../signed-calls/caller.js';

/**
 * One exchange as it lies in the state: the inquirer's side, the provider's, and what the network alone knows
 * (`link`).
 */
export interface InquiryRow {
  readonly number: string;
  readonly inquirer: string;
  readonly provider: string;
  readonly request_id: string;
  /** The request word for word, JSON. */
  readonly request: string;
  readonly condition_hash: string;
  readonly link: number;
  readonly day: string;
  readonly article: string | null;
  readonly basis_conflict: 0 | 1;
  readonly state: InquiryState;
  readonly requested_at: number;
  readonly changed_at: number;
  readonly refusal: string | null;
  readonly provision_state: ProvisionState | null;
  readonly provision_changed_at: number | null;
  readonly holds: string;
  readonly received_at: number | null;
  readonly approved_by: string | null;
  readonly approved_hash: string | null;
  readonly approval_expires: number | null;
  readonly route_until: number | null;
}

export function requestOf(row: InquiryRow): InquiryRequest {
  return JSON.parse(row.request) as InquiryRequest;
}

/** What its inquirer is told. */
export function inquiryStatusOf(row: InquiryRow): InquiryStatus {
  const { row: cited, items } = requestOf(row);
  return {
    processingNumber: row.number,
    requestId: row.request_id,
    row: cited,
    article: row.article,
    basisConflict: row.basis_conflict === 1,
    provider: row.provider,
    items,
    state: row.state,
    requestedAt: isoInstant(row.requested_at),
    changedAt: isoInstant(row.changed_at),
    refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as Refusal),
  };
}

/** What its provider is told, who knows the person by a number of its own. */
export function provisionStatusOf(row: InquiryRow, subject: string): ProvisionStatus {
  const { row: cited, items } = requestOf(row);
  const {
    provision_state: state,
    received_at: received,
    provision_changed_at: changed,
    route_until: until,
  } = row;
  if (state === null || received === null || changed === null || until === null)
    throw new TypeError('The inquiry has not arrived');
  return {
    processingNumber: row.number,
    inquirer: row.inquirer,
    row: cited,
    article: row.article,
    basisConflict: row.basis_conflict === 1,
    items,
    subject,
    lawDay: row.day,
    receivedAt: isoInstant(received),
    changedAt: isoInstant(changed),
    state,
    holds: JSON.parse(row.holds) as ProvisionStatus['holds'],
    expiresAt: isoInstant(until),
    approvedBy: row.approved_by,
    approvedHash: row.approved_hash,
    approvalExpiresAt: row.approval_expires === null ? null : isoInstant(row.approval_expires),
  };
}
