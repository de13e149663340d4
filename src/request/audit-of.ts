import { AuditDesk } from '../review/audit-desk.js';
import type { AuditAccess } from '../review/audit-access.js';
import type { Claims } from './request-context.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';

/** The auditor's desk as this request may use it. */
export function auditOf(
  { id }: RequestState,
  { principal }: Claims,
  { logState, accessHistory, reviews, staff, today }: Services,
): AuditAccess {
  const { store, log, maker, now } = reviews;
  const { account, nameJa } = principal;
  return new AuditDesk({
    ...{ logState, store, log, maker, now, account, nameJa, request: id, today: today() },
    history: accessHistory,
    staff: staff.directory.index,
    hasContract: (contract) => staff.directory.index.contracts.has(contract),
  });
}
