import { Arg, Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import type { OwnSession } from '../../src/request/viewer-access.js';
import { Classified } from '../classified.js';
import { permissionNode } from './permission-node.js';
import { PurposeTerm } from './staff.enums.js';
import { Budget, Permission, TaskCount, ViewerMenu, ViewerSession } from './viewer-parts.type.js';
import { Viewer } from './viewer.type.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Classified('STAFF')
  @Query(() => Viewer, { description: '問い合わせている本人 / Who asks' })
  viewer(@Ctx() { claims, cases }: RequestContext): object {
    const { account, role, nameJa, nameEn, purposes } = claims.principal;
    return {
      account,
      role,
      nameJa,
      nameEn,
      purposes: [...purposes],
      zone: claims.zone,
      purposeOfUse: cases.purposeOfUse,
      purpose: claims.purpose,
    };
  }

  @Classified('STAFF')
  @FieldResolver(() => ViewerSession, {
    nullable: true,
    description: '自分のセッション。機械には null。/ One’s own session; null for a machine',
  })
  session(@Ctx() { viewer }: RequestContext): Promise<OwnSession | null> {
    return viewer.session();
  }

  @Classified('STAFF')
  @FieldResolver(() => [ViewerMenu], {
    description: '自分に開かれた業務メニュー / Menus that are open to one today',
  })
  menus(@Ctx() { viewer }: RequestContext): readonly object[] {
    return viewer.menus();
  }

  @Classified('STAFF')
  @FieldResolver(() => [Budget], {
    nullable: true,
    description: '1時間の上限と使った数。数えない。/ Caps by the hour and what was used; asking adds to none',
  })
  budgets(@Ctx() { viewer }: RequestContext): Promise<readonly object[]> {
    return viewer.budgets();
  }

  @Classified('STAFF')
  @FieldResolver(() => [TaskCount], {
    nullable: true,
    description: '自分を待っている仕事 / What waits for one, whatever the purpose of the request',
  })
  tasks(@Ctx() { viewer }: RequestContext): Promise<readonly object[]> {
    return viewer.tasks();
  }

  @Classified('STAFF')
  @FieldResolver(() => [Permission], {
    nullable: true,
    description: '自分のメニューでできること / What one may do under a purpose on one’s own menus',
  })
  async permissions(
    @Arg('purpose', () => PurposeTerm, { description: '利用目的 / Purpose' })
    purpose: keyof typeof PurposeTerm,
    @Ctx() { viewer }: RequestContext,
  ): Promise<readonly object[]> {
    return (await viewer.permissions(purpose)).map(permissionNode);
  }
}
