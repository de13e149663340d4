import type { PurposeTable } from '../policy/purposes.js';
import { PURPOSES, type Purpose } from '../policy/terms.js';
import type { AccountRow, ContractRow, GrantRow, HoldingRow, RosterRow } from './staff-rows.js';
import { contractInForce, endpointsOf, handlersOn } from './contracts.js';
import { departmentOn } from './departments.js';
import { grantState, menuOf, type GrantState } from './menu-grants.js';
import { admit } from './principal.js';
import type { StaffIndex } from './staff-index.js';
import { credentialDue, trainingDue, type AccountStatus } from './account-status.js';
import { isInForce } from './term.js';

/** What a view depends on beside the rows. */
export interface ViewContext {
  readonly index: StaffIndex;
  readonly purposes: PurposeTable;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export interface GrantView extends GrantRow {
  readonly menu: string | null;
  readonly state: GrantState;
}

export interface HoldingView extends HoldingRow {
  readonly inForce: boolean;
}

export interface RosterLineView extends RosterRow {
  readonly inForce: boolean;
}

export interface AccountView extends Omit<AccountRow, 'loginMethods'> {
  readonly loginMethods: readonly string[];
  /** Last days on which credential and training serve. */
  readonly credentialDue: string | null;
  readonly trainingDue: string | null;
  /** Division today, a secondment before the account's own. */
  readonly worksFor: string | null;
  readonly standing: AccountStatus;
  readonly grants: readonly GrantView[];
  readonly offices: readonly HoldingView[];
  readonly rosterLines: readonly RosterLineView[];
}

export interface MenuView {
  readonly purpose: Purpose;
  readonly menu: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly ownerOffice: string;
  readonly upperOffice: string | null;
  /** Who holds the owner's office today, delegates included. */
  readonly holders: readonly HoldingView[];
}

export interface ContractView extends Omit<ContractRow, 'approvedEndpoints'> {
  readonly approvedEndpoints: readonly string[];
  readonly reEntrustmentAllowed: boolean;
  readonly inForce: boolean;
  /** Accounts on its roster today. */
  readonly handlers: number;
  readonly roster: readonly RosterLineView[];
}

export function viewAccount(row: AccountRow, { index, purposes, today }: ViewContext): AccountView {
  const { id, loginMethods } = row;
  return {
    ...row,
    loginMethods: loginMethods.split(' ').filter(Boolean),
    credentialDue: credentialDue(row),
    trainingDue: trainingDue(row),
    worksFor: departmentOn(row, today),
    standing: admit(index, { account: id, peerAddress: null, today }).status,
    grants: index.grantsOf(id).map((grant) => viewGrant(grant, { index, purposes, today })),
    offices: index.rows.holdings.filter(({ account }) => account === id).map((row) => dated(row, today)),
    rosterLines: index.linesOf(id).map((line) => dated(line, today)),
  };
}

export function viewGrant(grant: GrantRow, { index, purposes, today }: ViewContext): GrantView {
  const menu = menuOf(grant, purposes)?.menu ?? null;
  return { ...grant, menu, state: grantState(index, grant, { purposes, today }) };
}

export function viewMenus({ index, purposes, today }: ViewContext): readonly MenuView[] {
  return PURPOSES.flatMap((purpose) => {
    const entry = purposes.get(purpose);
    if (entry === undefined) return [];
    const { menu, nameJa, nameEn, menuOwner, upperOffice } = entry;
    const held = index
      .holdingsOf(menuOwner)
      .filter(({ account }) => index.holdingOn(menuOwner, account, today) !== null);
    const holders = held.map((holding) => dated(holding, today)).filter(({ inForce }) => inForce);
    return [{ purpose, menu, nameJa, nameEn, ownerOffice: menuOwner, upperOffice, holders }];
  });
}

export function viewContract(row: ContractRow, { index, today }: ViewContext): ContractView {
  return {
    ...row,
    approvedEndpoints: endpointsOf(row),
    reEntrustmentAllowed: row.partsAllowed === 'YES',
    inForce: contractInForce(index, row, today),
    handlers: handlersOn(index, row.id, today).length,
    roster: index.rows.roster.filter(({ contract }) => contract === row.id).map((line) => dated(line, today)),
  };
}

export function dated<Row extends HoldingRow | RosterRow>(
  row: Row,
  today: string,
): Row & { readonly inForce: boolean } {
  return { ...row, inForce: isInForce(row, today) };
}
