import { ActLog } from '../acts/act-log.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { ActRecord } from '../audit/record/record.js';

/** What of an act on a case goes into the access log. */
export type CaseFacts = Omit<ActRecord, 'kind' | 'phase' | 'result'>;

/** Acts on cases in the access log. */
export class CaseLog extends ActLog<CaseFacts> {
  constructor(audit: Pick<AuditLog, 'seal' | 'pseudonym'>) {
    super(audit, (facts, phase, result) => ({ kind: 'ACT', phase, result, ...facts }));
  }

  pseudonyms(atenaNumbers: readonly string[]): readonly string[] {
    return atenaNumbers.map((number) => this.audit.pseudonym(number));
  }
}
