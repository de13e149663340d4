import { newId } from '../individual-number/new-id.js';
import { CLASSIFICATIONS, VERBS, type Purpose } from '../policy/terms.js';
import type { GrantRow } from './staff-rows.js';
import { mayHaveMenu } from './departments.js';
import { FormCheck } from './forms.js';
import { approvalFault, menuOf } from './menu-grants.js';
import { rejectChange, type ChangeContext, type ChangeResult } from './change-rule.js';
import { isWithin, overlap } from './term.js';

export interface GrantMenuInput {
  readonly account: string;
  readonly purpose: Purpose;
  readonly begins: string;
  readonly ends: string;
}

/** R174: a menu is opened by its owner, to somebody else, for a time that ends. */
export function grantMenu(
  { index, today, actor, policy }: ChangeContext,
  input: GrantMenuInput,
): ChangeResult {
  const { account, purpose, begins, ends } = input;
  const { faults } = new FormCheck().day('begins', begins).day('ends', ends);
  if (faults.length > 0) return { faults };
  const grantee = index.accounts.get(account);
  const menu = policy.purposes.get(purpose);
  if (grantee === undefined || menu === undefined) return rejectChange('UNKNOWN_ACCOUNT', 'account');
  if (grantee.ends !== null && grantee.ends < today) return rejectChange('UNKNOWN_ACCOUNT', 'account');
  const fault = approvalFault(index, menu, { approver: actor, account, day: today });
  if (fault !== null) return rejectChange(fault);
  if (!opensAnything(policy, grantee.role, purpose)) return rejectChange('NO_USE', 'purpose');
  const term = { begins, ends };
  if (ends < begins || begins < today || !isWithin(term, grantee))
    return rejectChange('TERM', ends < begins ? 'ends' : null);
  if (!mayHaveMenu(policy, grantee, { purpose, ...term })) return rejectChange('DEPARTMENT', 'account');
  const rivals = index
    .grantsOf(account)
    .filter((other) => other.purpose === purpose && other.revokedOn === null);
  // One that opens nothing (its approver was none) must not keep a good one out.
  const good = rivals.filter(
    (other) => approvalFault(index, menu, { ...other, day: other.approvedOn }) === null,
  );
  if (good.some((other) => overlap(other, term))) return rejectChange('ALREADY_EXISTS', 'purpose');
  const row: GrantRow = {
    id: newId(),
    account,
    purpose,
    approver: actor,
    approvedOn: today,
    ...term,
    revokedOn: null,
    revokedBy: null,
  };
  const facts = { menu: purpose, begins, ends };
  return { writes: [{ list: 'grants', mode: 'insert', row }], target: account, facts, id: row.id };
}

/** R175: taken back at once by who could grant it today, whoever did. */
export function revokeGrant(
  { index, today, actor, policy }: ChangeContext,
  { id }: { readonly id: string },
): ChangeResult {
  const grant = index.rows.grants.find((row) => row.id === id && row.revokedOn === null);
  const menu = grant === undefined ? undefined : menuOf(grant, policy.purposes);
  if (grant === undefined || menu === undefined) return rejectChange('UNKNOWN_GRANT', 'id');
  // Giving up one's own menu takes nobody else's right; any other must be the owner's to take.
  const mine = index.isSamePerson(actor, grant.account);
  if (!mine && approvalFault(index, menu, { approver: actor, account: grant.account, day: today }) !== null) {
    return rejectChange('NOT_THE_OWNER');
  }
  const row: GrantRow = { ...grant, revokedOn: today, revokedBy: actor };
  const facts = { menu: grant.purpose, grant: id };
  return { writes: [{ list: 'grants', mode: 'update', row }], target: grant.account, facts, id };
}

/** A menu opens something to a role where a rule permits it under that purpose what it has not anyway. */
function opensAnything({ grants }: ChangeContext['policy'], role: string, purpose: Purpose): boolean {
  return CLASSIFICATIONS.some((classification) =>
    VERBS.some(
      (verb) =>
        grants({ role, purpose, verb, classification }) &&
        !grants({ role, purpose: null, verb, classification }),
    ),
  );
}
