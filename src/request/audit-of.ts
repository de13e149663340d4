import type { AuditAccess } from '../review/audit-access.js';
import type { Services } from './services.js';

/** The auditor's desk as this request may use it. */
export function auditOf({ logState }: Services): AuditAccess {
  return { logState: () => logState.read() };
}
