import { Ctx, Query, Resolver } from 'type-graphql';
import type { LogStateView } from '../../src/audit/state/log-state.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { AuditLogState } from './log-state.type.js';

/** The log's own health: what `sekisho audit verify` and `/metrics` tell, for the auditor. */
@Resolver()
export class LogStateResolver {
  // Counts over the whole log: what reads one person's part of it does not take that.
  @Classified('AUDIT', 'AGGREGATE')
  @Query(() => AuditLogState, {
    description: 'アクセス記録の状態。閲覧も記録される。/ How the access log is. Looking is on record, too',
  })
  auditLog(@Ctx() { auditDesk }: RequestContext): Promise<LogStateView> {
    return auditDesk.logState();
  }
}
