import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { SUBJECT } from '../../src/guard/subject.js';
import { changeNode, type ChangeNode } from '../../src/loaders/record-changes.js';
import { checkPageSize } from '../../src/paging/page.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { ImmunizationChangeConnection } from './change.type.js';
import { WaitingChangeTerm } from './record.enums.js';

const COORDINATE = 'Query.immunizationChanges';

@Resolver()
export class WaitingChangesResolver {
  @Classified('HEALTH', 'APPROVE')
  @Query(() => ImmunizationChangeConnection, {
    nullable: true,
    description:
      '終わっていない変更、古い順。承認を待つものと、健康管理システムへの反映を確かめられていないもの。/ Changes that have not ended, oldest first: those that wait for approval, and those of which nobody knows yet whether health management has them',
  })
  async immunizationChanges(
    @Arg('state', () => WaitingChangeTerm, {
      defaultValue: 'AWAITING_APPROVAL',
      description: 'どちらの状態か / In which state',
    })
    state: keyof typeof WaitingChangeTerm,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() { loaders, records, guard }: RequestContext,
  ): Promise<ConnectionSource<ChangeNode>> {
    checkPageSize(first);
    const page = await records.waiting(state, { first, after: after ?? null });
    const subjects = await loaders.subjects(page.nodes.map(({ atenaNumber }) => atenaNumber));
    const nodes = page.nodes.map((change, at) => {
      const subject = subjects[at];
      // Nobody decides on the records of their own family: such a row is not even told.
      return subject !== undefined && guard.opensAll([COORDINATE], subject.labels)
        ? changeNode(subject, change)
        : null;
    });
    const kept = page.cursors.filter((_cursor, at) => nodes[at] !== null);
    return connection({
      ...page,
      nodes: nodes.filter((node) => node?.[SUBJECT] !== undefined) as ChangeNode[],
      cursors: kept,
    });
  }
}
