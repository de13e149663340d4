import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { GatewayError } from '../../src/errors/gateway-error.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { AS_OF } from '../staff/as-of-text.js';
import { permissionNode } from '../staff/permission-node.js';
import { ZoneTerm } from '../staff/staff.enums.js';
import {
  EffectivePermissions,
  ExplainInput,
  Expiry,
  Explanation,
  Office,
  PolicyState,
  Role,
} from './administration.type.js';

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
  @Query(() => EffectivePermissions, {
    description:
      'アカウントが実際にできること。利用目的・区分・行為ごと (R163) / What an account may really do, by purpose, class and verb',
  })
  async permissionsOf(
    @Arg('account', () => ID, { description: 'アカウント / Account' }) account: string,
    @Arg('on', () => PlainDate, { nullable: true, description: AS_OF }) on: string | null,
    @Arg('zone', () => ZoneTerm, {
      nullable: true,
      description: '接続元の領域 / Zone; an unknown one where left out',
    })
    zone: keyof typeof ZoneTerm | null,
    @Arg('hasCase', () => Boolean, { defaultValue: false, description: '案件番号がある / A case is named' })
    hasCase: boolean,
    @Ctx() { administration }: RequestContext,
  ): Promise<object> {
    const asked = { account, on: on ?? null, zone: zone ?? null, hasCase };
    const { purposes, ...found } = await administration.permissions(asked);
    return {
      ...found,
      purposes: purposes.map(({ purpose, permissions }) => ({
        purpose,
        permissions: permissions.map(permissionNode),
      })),
    };
  }

  @Classified('DIRECTORY')
  @Query(() => Explanation, {
    description:
      'ある条件で項目が開くか、その理由と開く方法 (R163)。/ Whether a field is open in these circumstances, why, and what would open it',
  })
  explain(
    @Arg('input', () => ExplainInput, { description: '条件 / Circumstances' }) input: ExplainInput,
    @Ctx() { administration }: RequestContext,
  ): Promise<object> {
    const { account, coordinate, on, purpose, zone, loginMethods, ...rest } = input;
    return administration.explain({
      ...{
        account,
        coordinate,
        hasCase: rest.hasCase,
        severalPersons: rest.severalPersons,
        labels: rest.labels,
      },
      ...{ on: on ?? null, purpose: purpose ?? null, zone: zone ?? null, loginMethods: loginMethods ?? null },
    });
  }
}
