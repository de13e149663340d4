import { ActLog } from '../acts/act-log.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { ActRecord } from '../audit/record/record.js';

/** What of a movement goes into the access log. */
export type MovementRecord = Omit<ActRecord, 'kind' | 'phase' | 'result'>;

/** Movements in the access log. */
export class MovementLog extends ActLog<MovementRecord> {
  constructor(audit: Pick<AuditLog, 'seal' | 'pseudonym'>) {
    super(audit, (facts, phase, result) => ({ kind: 'ACT', phase, result, ...facts }));
  }

  pseudonyms(atenaNumbers: readonly string[]): readonly string[] {
    return atenaNumbers.map((number) => this.audit.pseudonym(number));
  }
}
