import { ActLog } from '../acts/act-log.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { ActRecord } from '../audit/record/record.js';

/** What of an act on a vaccination record goes into the access log. */
export type RecordFacts = Omit<ActRecord, 'kind' | 'phase' | 'result'>;

/** Acts on vaccination records in the access log. */
export class RecordLog extends ActLog<RecordFacts> {
  constructor(audit: Pick<AuditLog, 'seal' | 'pseudonym'>) {
    super(audit, (facts, phase, result) => ({ kind: 'ACT', phase, result, ...facts }));
  }

  pseudonym(atenaNumber: string): string {
    return this.audit.pseudonym(atenaNumber);
  }
}
