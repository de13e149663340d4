import { ActLog } from '../acts/act-log.js';
import type { LinkageRecord } from '../audit/record/record.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { RequestRow } from './rows.js';

/** What of the exchange goes into the access log: which inquiry under which row of whom, by pseudonym. */
export type LinkageFacts = Omit<LinkageRecord, 'kind' | 'phase' | 'result'>;

/** The exchange in the access log. */
export class LinkageLog extends ActLog<LinkageFacts> {
  constructor(audit: Pick<AuditLog, 'seal' | 'pseudonym'>) {
    super(audit, (facts, phase, result) => ({ kind: 'LINKAGE', phase, result, ...facts }));
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
