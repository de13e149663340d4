import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { SUBJECT } from '../../src/guard/subject.js';
import { changeNode, type ChangeNode } from '../../src/loaders/record-changes.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { checkPageSize } from '../../src/paging/page.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { Resident } from '../resident/resident.type.js';
import { ImmunizationChange, ImmunizationChangeConnection } from './change.type.js';
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
    const numbers = [...new Set(page.nodes.map(({ atenaNumber }) => atenaNumber))];
    const found = await loaders.subjects(numbers);
    const subjects = new Map(numbers.map((number, at) => [number, found[at]]));
    const nodes = page.nodes.map((change) => {
      const subject = subjects.get(change.atenaNumber);
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

@Resolver(() => ImmunizationChange)
export class ChangedPersonResolver {
  @Classified('BASIC')
  @FieldResolver(() => Resident, {
    nullable: true,
    description:
      '対象者。住民記録にないとき null / The person: whoever decides holds name and birth against the paper; null where the registry has nobody',
  })
  resident(
    @Root() { atenaNumber }: ChangeNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ResidentNode | null> {
    return loaders.residents.load(atenaNumber);
  }
}
