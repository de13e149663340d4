import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { GatewayError } from '../../src/errors/gateway-error.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { ExplainInput, Expiry, Explanation, Office, PolicyState, Role } from './administration.type.js';

const MOST_DAYS = 3_660;

/** What administrators read beside the directory: terms, ends, and the policy with its reasons. */
@Resolver()
export class AdministrationResolver {
  @Classified('DIRECTORY')
  @Query(() => [Role], { description: 'アカウントの役割 / Roles of accounts' })
  roles(@Ctx() { administration }: RequestContext): object {
    return administration.roles();
  }

  @Classified('DIRECTORY')
  @Query(() => [Office], { description: '職とその管理するメニュー / Offices, and the menus they own' })
  offices(@Ctx() { administration }: RequestContext): object {
    return administration.offices();
  }

  @Classified('DIRECTORY')
  @Query(() => [Expiry], {
    description:
      '期限の近いもの、近い順 (R173–R175) / What is in force and ends within so many days, soonest first',
  })
  expiring(
    @Arg('days', () => Int, { defaultValue: 30, description: '日数 0–3,660 / Days from today on' })
    days: number,
    @Ctx() { administration }: RequestContext,
  ): object {
    if (days < 0 || days > MOST_DAYS)
      throw new GatewayError('BAD_USER_INPUT', {
        en: `Days are 0 to ${MOST_DAYS}.`,
        ja: `日数は 0 から ${MOST_DAYS} までです。`,
        detail: 'days',
      });
    return administration.expiring(days);
  }

  @Classified('DIRECTORY')
  @Query(() => PolicyState, { description: '規則の状態 (R239) / The policy in force' })
  policy(@Ctx() { administration }: RequestContext): object {
    return administration.policyState();
  }

  @Classified('DIRECTORY')
  @Query(() => Explanation, {
    description:
      'ある条件で項目が開くか、その理由と開く方法 (R163)。/ Whether a field is open in these circumstances, why, and what would open it',
  })
  explain(
    @Arg('input', () => ExplainInput, { description: '条件 / Circumstances' }) input: ExplainInput,
    @Ctx() { administration }: RequestContext,
  ): object {
    const { account, coordinate, purpose, zone, loginMethods, ...rest } = input;
    return administration.explain({
      ...{
        account,
        coordinate,
        hasCase: rest.hasCase,
        severalPersons: rest.severalPersons,
        labels: rest.labels,
      },
      ...{ purpose: purpose ?? null, zone: zone ?? null, loginMethods: loginMethods ?? null },
    });
  }
}
