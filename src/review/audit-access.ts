import type { LogStateView } from '../audit/state/log-state.js';

/** The auditor's desk as one request may use it. */
export interface AuditAccess {
  /** How the log is. */
  logState(): Promise<LogStateView>;
}
