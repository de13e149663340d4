import { ActLog } from '../acts/act-log.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { RecordSystemRecord } from '../audit/record/record-system-record.js';

/** What of an act at the vaccination record system goes into the access log. */
export type VrsFacts = Omit<RecordSystemRecord, 'kind' | 'phase' | 'result'>;

/** Acts at the vaccination record system in the access log. */
export class VrsLog extends ActLog<VrsFacts> {
  constructor(audit: Pick<AuditLog, 'seal' | 'pseudonym'>) {
    super(audit, (facts, phase, result) => ({ kind: 'RECORD_SYSTEM', phase, result, ...facts }));
  }

  pseudonyms(atenaNumbers: readonly string[]): readonly string[] {
    return atenaNumbers.map((number) => this.audit.pseudonym(number));
  }
}
