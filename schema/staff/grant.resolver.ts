import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { grantMenu, revokeGrant } from '../../src/staff/grant-rules.js';
import { allowMoreUsers } from '../../src/staff/user-band.js';
import type { ChangeArguments } from '../../src/staff/concerned.js';
import type { ChangeEnd } from '../../src/staff/staff-changes.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { askedAs, HowAsked } from './asked-change.js';
import { GrantMenuInput } from './grant.input.js';
import { GrantPayload, outcome, OverridePayload } from './payload.type.js';

@Resolver()
export class GrantResolver {
  @Classified('DIRECTORY', 'GRANT', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => GrantPayload, {
    description: 'メニューの利用を許可する (R174) / Opens a menu to an account',
  })
  async grantMenu(
    @Arg('input', () => GrantMenuInput, { description: '入力 / What is asked for' }) input: GrantMenuInput,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    return payload(
      await staff.change(askedAs('grantMenu', input, how), (context) => grantMenu(context, input)),
      staff,
      { ...input },
    );
  }

  @Classified('DIRECTORY', 'GRANT', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => GrantPayload, { description: '権限を直ちに取り消す (R175) / Revokes a grant at once' })
  async revokeGrant(
    @Arg('id', () => ID, { description: '番号 / Number of the row' }) id: string,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    return payload(
      await staff.change(askedAs('revokeGrant', { id }, how), (context) => revokeGrant(context, { id })),
      staff,
      { id },
    );
  }

  @Classified('DIRECTORY', 'GRANT', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => OverridePayload, {
    description:
      '評価書の区分を超える取扱者数を健康課長が認める (R067) / The head allows more users than declared; the assessment is to be judged anew',
  })
  async allowMoreUsers(
    @Arg('users', () => Int, { description: '上限の人数 / The most there may be' }) users: number,
    @Arg('ends', () => PlainDate, { description: '最終日 / Last day' }) ends: string,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const result = await staff.change(askedAs('allowMoreUsers', { users, ends }, how), (context) =>
      allowMoreUsers(context, { users, ends }),
    );
    const { changed, ...rest } = outcome(result, { staff, args: { users, ends }, find: () => users });
    return { users: changed, ...rest };
  }
}

function payload(result: ChangeEnd, staff: RequestContext['staff'], args: ChangeArguments) {
  const { changed, ...rest } = outcome(result, { staff, args, find: (id) => staff.grant(id) });
  return { grant: changed, ...rest };
}
