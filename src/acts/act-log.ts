import type { AuditLog } from '../audit/audit-log.js';
import type { RecordBody } from '../audit/record/record.js';

export type ActPhase = 'INTENT' | 'OUTCOME';

/** How a user of this room writes its acts into the access log: `result` is null in an intent. */
export type ActRecorder<Facts> = (facts: Facts, phase: ActPhase, result: string | null) => RecordBody;

/** Tells the access log of acts: an intent that is durable before anything is done, and what it came to. */
export class ActLog<Facts> {
  constructor(
    protected readonly audit: Pick<AuditLog, 'seal' | 'pseudonym'>,
    private readonly record: ActRecorder<Facts>,
  ) {}

  async intend(facts: Facts): Promise<void> {
    await this.audit.seal(this.record(facts, 'INTENT', null));
  }

  /** Durable before anybody is told of it. */
  async close(facts: Facts, result: string): Promise<void> {
    await this.audit.seal(this.record(facts, 'OUTCOME', result));
  }
}
