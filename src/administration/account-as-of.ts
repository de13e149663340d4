import { GatewayError } from '../errors/gateway-error.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';
import type { AccountStatus } from '../staff/account-status.js';
import { indexAsOf } from '../staff/as-of.js';
import type { StaffDirectory } from '../staff/directory.js';
import { admit, principalOf } from '../staff/principal.js';

export interface AsOf {
  readonly account: string;
  /** `YYYY-MM-DD`; null for today. */
  readonly on: string | null;
  /** null for those that the account logs in with. */
  readonly loginMethods: readonly string[] | null;
}

/** An account on a day: whether it may be used, and as what the rules would see it. */
export interface AccountAsOf {
  readonly day: string;
  readonly standing: AccountStatus;
  readonly principal: Principal;
}

/** @throws GatewayError BAD_USER_INPUT where there is no such account. */
export function accountAsOf(
  directory: Pick<StaffDirectory, 'index' | 'today'>,
  { purposes }: Pick<LoadedPolicy, 'purposes'>,
  { account: name, on, loginMethods }: AsOf,
): AccountAsOf {
  const day = on ?? directory.today;
  const index = on === null ? directory.index : indexAsOf(directory.index, on);
  const account = index.accounts.get(name);
  if (account === undefined) throw unknownAccount();
  const admission = admit(index, { account: name, peerAddress: null, today: day });
  const principal = principalOf(index, {
    ...{ account, today: day, ownAtenaNumber: null, purposes },
    contract: admission.status === 'GOOD' ? admission.contract : null,
    amr: loginMethods ?? account.loginMethods.split(' ').filter(Boolean),
  });
  return { day, standing: admission.status, principal };
}

function unknownAccount(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'unknown account',
    ja: 'そのアカウントはありません。accounts で確かめてください。',
    en: 'There is no such account. See accounts.',
  });
}
