import { ActLog } from '../acts/act-log.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { ActRecord } from '../audit/record/record.js';

/** What of an act on a finding goes into the access log. */
export type FindingFacts = Omit<ActRecord, 'kind' | 'phase' | 'result'>;

/** Acts on findings in the access log. */
export class FindingLog extends ActLog<FindingFacts> {
  constructor(audit: Pick<AuditLog, 'seal' | 'pseudonym'>) {
    super(audit, (facts, phase, result) => ({ kind: 'ACT', phase, result, ...facts }));
  }

  pseudonyms(atenaNumbers: readonly string[]): readonly string[] {
    return atenaNumbers.map((number) => this.audit.pseudonym(number));
  }
}
