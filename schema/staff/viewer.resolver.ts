import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { Viewer } from './viewer.type.js';

@Resolver()
export class ViewerResolver {
  @Classified('STAFF')
  @Query(() => Viewer, { description: '問い合わせている本人 / Who asks' })
  viewer(@Ctx() { claims, cases }: RequestContext): Viewer {
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
}
