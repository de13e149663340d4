import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import type { RecallNode } from '../../src/loaders/recall.js';
import { Classified } from '../classified.js';
import { ForSubjects, UNSHOWN } from '../../src/guard/subject.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { PlainDate } from '../scalars/dates.js';
import { RecallTargetConnection } from './recall.type.js';

@Resolver()
export class RecallResolver {
  @Classified('HEALTH', 'FILTER')
  @Query(() => RecallTargetConnection, {
    description: '接種勧奨の対象者 (R070) / Persons who lack a dose that the schedule says is due',
  })
  async recallTargets(
    @Arg('vaccine', () => String, { description: '種別コード / Vaccine code, e.g. MR' }) vaccine: string,
    @Arg('asOf', () => PlainDate, {
      nullable: true,
      description: '基準日。省略すると今日。/ As of; today when left out',
    })
    asOf: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() { loaders, today }: RequestContext,
  ): Promise<ConnectionSource<RecallNode> & { readonly leftOut: number | ForSubjects<number> }> {
    const page = await loaders.recallPage({ vaccine, asOf: asOf ?? today, first, after: after ?? null });
    const { leftOut, leftOutPersons, unshown } = page;
    return {
      ...connection(page),
      [UNSHOWN]: [...unshown, ...leftOutPersons],
      // That somebody is left out tells that they lack a dose, so the count is about them.
      leftOut: leftOutPersons.length === 0 ? leftOut : new ForSubjects(leftOutPersons, leftOut),
    };
  }
}
