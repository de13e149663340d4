import type { PurposeEntry, PurposeTable } from '../policy/purposes.js';
import { PURPOSES, type Purpose } from '../policy/terms.js';
import type { GrantRow } from './staff-rows.js';
import type { StaffIndex } from './staff-index.js';
import { isInForce } from './term.js';

/** What a grant does today. It opens its menu in the first state only. */
export const GRANT_STATES = [
  'OPEN',
  'NOT_BEGUN',
  'EXPIRED',
  'REVOKED',
  /** Approved by the grantee, or by somebody who did not hold the office that day: a paper, no permission. */
  'ORPHANED',
  'ACCOUNT_ENDED',
  'NO_MENU',
] as const;
export type GrantState = (typeof GRANT_STATES)[number];

export type ApprovalFault = 'SELF_GRANT' | 'NOT_THE_OWNER';

export interface Approval {
  readonly approver: string;
  readonly account: string;
  /** The day of approval: who holds the office today has no bearing on it (R016). */
  readonly day: string;
}

/**
 * Whether an approval is one (R174): given by somebody else than the grantee, who held the menu's office that
 * day. Nor may a delegate approve for the holder they act for: that would be the holder's own approval by
 * another hand. The holder's own menus are granted from the office above.
 */
export function approvalFault(
  index: StaffIndex,
  menu: PurposeEntry,
  approval: Approval,
): ApprovalFault | null {
  const { approver, account, day } = approval;
  if (index.isSamePerson(approver, account)) return 'SELF_GRANT';
  const holding = index.holdingOn(menu.menuOwner, approver, day);
  if (holding !== null) {
    const { delegatedBy } = holding;
    return delegatedBy !== null && index.isSamePerson(delegatedBy, account) ? 'SELF_GRANT' : null;
  }
  const granteeIsOwner = index.holdingOn(menu.menuOwner, account, day)?.delegatedBy === null;
  const fromAbove = menu.upperOffice === null ? null : index.holdingOn(menu.upperOffice, approver, day);
  return granteeIsOwner && fromAbove !== null ? null : 'NOT_THE_OWNER';
}

/** The menu that a grant is of; undefined for one that the policy no longer has. */
export function menuOf(grant: Pick<GrantRow, 'purpose'>, purposes: PurposeTable): PurposeEntry | undefined {
  const purpose = PURPOSES.find((term) => term === grant.purpose);
  return purpose === undefined ? undefined : purposes.get(purpose);
}

export interface GrantCircumstances {
  readonly purposes: PurposeTable;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export function grantState(
  index: StaffIndex,
  grant: GrantRow,
  { purposes, today }: GrantCircumstances,
): GrantState {
  if (grant.revokedOn !== null) return 'REVOKED';
  const account = index.accounts.get(grant.account);
  if (account === undefined || (account.ends !== null && account.ends < today)) return 'ACCOUNT_ENDED';
  const menu = menuOf(grant, purposes);
  if (menu === undefined) return 'NO_MENU';
  if (approvalFault(index, menu, { ...grant, day: grant.approvedOn }) !== null) return 'ORPHANED';
  if (today < grant.begins) return 'NOT_BEGUN';
  return isInForce(grant, today) ? 'OPEN' : 'EXPIRED';
}

/** The purposes on the menus open to an account today. */
export function openPurposes(
  index: StaffIndex,
  account: string,
  at: GrantCircumstances,
): ReadonlySet<Purpose> {
  const open = index.grantsOf(account).filter((grant) => grantState(index, grant, at) === 'OPEN');
  return new Set(PURPOSES.filter((purpose) => open.some((grant) => grant.purpose === purpose)));
}
