import type { LoopShare } from '../background/loop-turns.js';
import type { LoadedPolicy } from '../policy/load.js';
import { ownPermissions, type OwnAct, type OwnPermission } from '../policy/own-permissions.js';
import { PURPOSES, type Principal, type Purpose, type Zone } from '../policy/terms.js';
import type { AccountStatus } from '../staff/account-status.js';
import type { StaffDirectory } from '../staff/directory.js';
import { accountAsOf } from './account-as-of.js';

export interface PermissionsAsked {
  readonly account: string;
  /** `YYYY-MM-DD`; null for today. */
  readonly on: string | null;
  readonly zone: Zone | null;
  readonly hasCase: boolean;
}

export interface PurposePermissions {
  readonly purpose: Purpose;
  readonly permissions: readonly OwnPermission[];
}

/** What an account may do on a day, purpose by purpose, as far as its menus go. */
export interface EffectivePermissionsView {
  readonly day: string;
  /** Nothing of what follows is open to an account that is not in good standing. */
  readonly standing: AccountStatus;
  readonly purposes: readonly PurposePermissions[];
}

export interface PermissionsParts {
  readonly policy: LoadedPolicy;
  readonly directory: Pick<StaffDirectory, 'index' | 'today'>;
  /** The request's share of the loop: it may ask for many accounts and days at once. */
  readonly loop: LoopShare;
  /** Acts that the graph has at all for somebody like this. */
  readonly actsOf: (principal: Principal) => readonly OwnAct[];
}

/**
 * By the decisions that the guard goes by, of one person of whom nothing special is known.
 * Rejects with BAD_USER_INPUT where there is no such account.
 */
export async function effectivePermissions(
  { policy, directory, loop, actsOf }: PermissionsParts,
  { account, on, zone, hasCase }: PermissionsAsked,
): Promise<EffectivePermissionsView> {
  await loop.pause();
  const { day, standing, principal } = accountAsOf(directory, policy, { account, on, loginMethods: null });
  const acts = actsOf(principal);
  const purposes: PurposePermissions[] = [];
  for (const purpose of PURPOSES.filter((one) => principal.purposes.has(one))) {
    const steps = ownPermissions(policy, { principal, zone, hasCase }, purpose, acts);
    purposes.push({ purpose, permissions: await loop.take(steps) });
  }
  return { day, standing, purposes };
}
