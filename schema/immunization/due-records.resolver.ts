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
      '保存期間の満了した接種記録 (R134)。廃棄は行わず、判断する者に示す。1ページは台帳の行を first 件調べた結果で、短いことがある。/ Records whose term of keeping has ended; nothing is destroyed. A page is what `first` rows of the ledger came to, and may be short',
  })
  async dueImmunizations(
    @Arg('first', () => Int, { defaultValue: 1000, description: '調べる行数 1–1,000 / Rows looked at' })
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
