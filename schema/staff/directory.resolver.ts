import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { DECLARED_CONTRACTS } from '../../src/staff/contracts.js';
import type { AccountView, GrantView, MenuView } from '../../src/staff/views.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { DirectoryAccount } from './account.type.js';
import { AS_OF } from './as-of-text.js';
import { ContractRegister } from './contract.type.js';
import { MenuGrant } from './grant.type.js';
import { Menu } from './menu.type.js';

@Resolver()
export class DirectoryResolver {
  @Classified('DIRECTORY')
  @Query(() => [DirectoryAccount], { description: 'すべてのアカウント / All accounts' })
  accounts(@Ctx() { staff }: RequestContext): readonly AccountView[] {
    return staff.accounts();
  }

  @Classified('DIRECTORY')
  @Query(() => DirectoryAccount, { nullable: true, description: 'アカウント / One account' })
  account(
    @Arg('id', () => ID, { description: 'アカウント / Account' }) id: string,
    @Arg('on', () => PlainDate, { nullable: true, description: AS_OF }) on: string | null,
    @Ctx() { staff }: RequestContext,
  ): AccountView | null {
    return staff.account(id, on ?? null);
  }

  @Classified('DIRECTORY')
  @Query(() => [Menu], { description: '業務メニューとその管理者 / Menus and who owns them' })
  menus(@Ctx() { staff }: RequestContext): readonly MenuView[] {
    return staff.menus();
  }

  @Classified('DIRECTORY')
  @Query(() => [MenuGrant], { description: 'アカウントの権限 / Grants of an account' })
  grants(
    @Arg('account', () => ID, { description: 'アカウント / Account' }) account: string,
    @Ctx() { staff }: RequestContext,
  ): readonly GrantView[] {
    return staff.grants(account);
  }

  @Classified('DIRECTORY')
  @Query(() => ContractRegister, { description: '委託契約の台帳 / Register of contracts' })
  contracts(@Ctx() { staff }: RequestContext) {
    const contracts = staff.contracts();
    const registered = contracts.filter(
      ({ inForce, primeContract }) => inForce && primeContract === null,
    ).length;
    return { declared: DECLARED_CONTRACTS, registered, contracts };
  }
}
