import type { LinkageRecord } from '../audit/record/record.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { RequestRow } from './rows.js';

/** What of the exchange goes into the access log: which inquiry under which row of whom, by pseudonym. */
export type LinkageFacts = Omit<LinkageRecord, 'kind' | 'phase' | 'result'>;

/** Tells the access log of the exchange: an intent that is durable before anything is done, and what it came to. */
export class LinkageLog {
  constructor(private readonly audit: Pick<AuditLog, 'seal' | 'append' | 'pseudonym'>) {}

  async intend(facts: LinkageFacts): Promise<void> {
    await this.audit.seal({ kind: 'LINKAGE', phase: 'INTENT', result: null, ...facts });
  }

  /** Durable before anybody is told of it. */
  async close(facts: LinkageFacts, result: string): Promise<void> {
    await this.audit.seal({ kind: 'LINKAGE', phase: 'OUTCOME', result, ...facts });
  }

  /** An inquiry's. `account` is who made it, also of what comes about later by itself. */
  factsOf(
    row: Pick<RequestRow, 'id' | 'account' | 'row' | 'article' | 'basisConflict' | 'items' | 'atenaNumber'>,
    request: string | null,
  ): LinkageFacts {
    const { id, account, article, items } = row;
    return {
      act: 'ASK',
      id,
      request,
      account,
      row: row.row,
      article,
      basisConflict: row.basisConflict === 1,
      items: items.split(' '),
      subject: this.subject(row.atenaNumber),
    };
  }

  subject(atenaNumber: string): string {
    return this.audit.pseudonym(atenaNumber);
  }
}
