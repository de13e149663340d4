import { ActLog } from '../acts/act-log.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { ActRecord } from '../audit/record/record.js';
import type { SignatureRow } from './review-rows.js';

/** What of an act on a review goes into the access log. */
export type ReviewFacts = Omit<ActRecord, 'kind' | 'phase' | 'result'>;

/** Acts on the review in the access log, and the signature itself. */
export class ReviewLog extends ActLog<ReviewFacts> {
  constructor(
    audit: Pick<AuditLog, 'seal' | 'pseudonym'>,
    private readonly writer: string,
  ) {
    super(audit, (facts, phase, result) => ({ kind: 'ACT', phase, result, ...facts }));
  }

  /** Seals who has read which report; resolves with the record's name. One way for command and graph. */
  async sign(signature: SignatureRow): Promise<string> {
    const { id, reviewer, account, reviewedOn, from, to, report, content, findings } = signature;
    const seq = await this.audit.seal({
      ...{ kind: 'REVIEW', id, reviewer, account, reviewedOn, from, to, report, content, findings },
    });
    return `${this.writer}/${seq}`;
  }
}
