import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { GatewayError } from '../../src/errors/gateway-error.js';
import type { LoginNode } from '../../src/loaders/login-history.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { connection } from '../paging/connection.js';
import { Instant } from '../scalars/date-time.js';
import { LoginRecord, LoginRecordConnection, LoginRecordEdge } from './login.type.js';

/** Who logged in when, from where and how, and why it ended. */
@Resolver()
export class LoginHistoryResolver {
  // It goes across accounts, which are persons too.
  @Classified('AUDIT', 'AGGREGATE')
  @Query(() => LoginRecordConnection, {
    description: 'ログインとログアウトの記録 (R172, R190)、新しい順 / Log-ins and log-outs, newest first',
  })
  async loginHistory(
    @Arg('account', () => ID, {
      nullable: true,
      description: 'アカウント。省略するとすべて / Account; all of them where it is left out',
    })
    account: string | undefined,
    @Arg('from', () => Instant, { nullable: true, description: 'この日時から / From this instant on' })
    from: string | undefined,
    @Arg('to', () => Instant, { nullable: true, description: 'この日時の前まで / Before this instant' })
    to: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<object> {
    const page = await loaders.loginHistory(account ?? null, {
      ...{ from: from ?? null, to: to ?? null, first, after: after ?? null },
    });
    return { ...connection(page), indexedUpTo: page.indexedUpTo };
  }
}

@Resolver(() => LoginRecordEdge)
export class LoginRecordEdgeResolver {
  @Classified('AUDIT')
  @FieldResolver(() => LoginRecord, {
    nullable: true,
    description:
      '記録。原本と一致しないときはエラー / Record; an error where the journal does not confirm it',
  })
  node(@Root() { node }: { readonly node: LoginNode | GatewayError }): LoginNode {
    if (node instanceof GatewayError) throw node;
    return node;
  }
}
