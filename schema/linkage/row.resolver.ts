import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { checkPageSize } from '../../src/paging/page.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { LinkageBody } from './basis.type.js';
import { ExchangeSideTerm } from './enums.js';
import { LinkageRow } from './row.type.js';

/** What an inquiry is made of, before it is about anybody. */
@Resolver()
export class LinkageRowResolver {
  @Classified('LINKAGE')
  @Query(() => [LinkageRow], {
    nullable: true,
    description:
      '市に認められた項番、リストの順 (R041, R043, R045) / Rows that the city may go by, in the order of the list',
  })
  linkageRows(
    @Arg('direction', () => ExchangeSideTerm, {
      description: '市が照会するか(INQUIRER)、提供するか(PROVIDER) / Whether the city asks or provides',
    })
    direction: keyof typeof ExchangeSideTerm,
    @Arg('on', () => PlainDate, {
      nullable: true,
      description: '基準日。省略すると今日。/ On this day; today when left out',
    })
    on: string | undefined,
    @Ctx() { linkage, today }: RequestContext,
  ): readonly object[] {
    return linkage.rows(direction, on ?? today).map(({ items, ...row }) => ({
      ...row,
      items: items.map(({ code, nameJa }) => ({ code, name: nameJa })),
    }));
  }

  // Nullable: the names come from the intermediate server, and its silence must not take the rows along.
  @Classified('LINKAGE')
  @Query(() => [LinkageBody], {
    nullable: true,
    description:
      'ネットワーク上の機関を探す (R186)。この市は含まない。/ Bodies on the network, without the city itself',
  })
  async linkageBodies(
    @Arg('nameOrCode', () => String, {
      description: '名称の一部か機関コードの先頭 / Part of the name, or the beginning of the code',
    })
    nameOrCode: string,
    @Arg('first', () => Int, { defaultValue: 20, description: '件数 1–1,000 / Rows' }) first: number,
    @Ctx() { linkage }: RequestContext,
  ): Promise<readonly object[]> {
    checkPageSize(first);
    const bodies = await linkage.bodies(nameOrCode, first);
    return bodies.map(({ code, nameJa, kind }) => ({ code, name: nameJa, kind }));
  }
}
