import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { PERSONS, personsIn } from '../../src/guard/subject.js';
import { checkPageSize } from '../../src/paging/page.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { DueRecordConnection } from './due-records.type.js';

@Resolver()
export class DueRecordsResolver {
  @Classified('HEALTH', 'APPROVE')
  @Query(() => DueRecordConnection, {
    nullable: true,
    description:
      '保存期間の満了した接種記録 (R134)。廃棄は行わず、判断する者に示す。持ち主の分からない行は載らない(sekisho record due)。/ Records whose term of keeping has ended; nothing is destroyed. Rows of nobody that is known are left out (`sekisho record due`)',
  })
  async dueImmunizations(
    @Arg('first', () => Int, { defaultValue: 1000, description: '件数 1–1,000 / Rows' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<object> {
    checkPageSize(first);
    const page = await loaders.dueRecords({ first, after: after ?? null });
    return { ...page, [PERSONS]: personsIn(page.nodes) };
  }
}
