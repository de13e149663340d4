import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { EndSessionPayload, LogoutPayload } from './session.type.js';

@Resolver()
export class SessionResolver {
  @Classified('STAFF', 'READ', { nobody: 'OWN_SESSION' })
  @Mutation(() => LogoutPayload, {
    description:
      "自分のセッションを終了する。以後このトークンは使えない。/ Ends one's own session; its token is not taken again",
  })
  async logout(@Ctx() { sessions }: RequestContext): Promise<LogoutPayload> {
    return { ended: await sessions.logOut() };
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => EndSessionPayload, {
    description: '他のアカウントのセッションを終了する(アカウント管理者) / Ends the session of an account',
  })
  async endSession(
    @Arg('account', () => ID, { description: 'アカウント / Account' }) account: string,
    @Ctx() { sessions }: RequestContext,
  ): Promise<EndSessionPayload> {
    return { ended: await sessions.endSessionOf(account) };
  }
}
