import {
  CLASSIFICATIONS,
  HEALTH_DIVISION,
  VERBS,
  type Classification,
  type Purpose,
} from '../policy/terms.js';
import type { ChangeContext } from './change-rule.js';
import type { AccountRow } from './staff-rows.js';
import { isInForce, isWithin, type Term } from './term.js';

/**
 * Roles that work for the division in charge by what they are (R014). Heads are not among them: those of other
 * divisions grant menus of their own. What each opens is the rules' to say (health-file.department).
 */
const DIVISION_ROLES: ReadonlySet<string> = new Set(['clerk', 'number-clerk', 'vrs-clerk']);
/** Roles outside the divisions: bound by a contract, or to see no resident at all. */
const OTHER_ROLES: ReadonlySet<string> = new Set(['contractor', 'auditor', 'admin', 'disclosure']);
const UNGUARDED: ReadonlySet<Classification> = new Set(['PUBLIC', 'STAFF', 'AUDIT', 'DIRECTORY']);

type Belonging = Pick<AccountRow, 'department' | 'secondedFrom' | 'secondedTo'>;

/** The division an account works for on a day: that of a secondment before its own; null where none is recorded. */
export function departmentOn(account: Belonging, day: string): string | null {
  const secondment = secondmentOf(account);
  return secondment !== null && isInForce(secondment, day) ? HEALTH_DIVISION : account.department;
}

/** Whether an account belongs to the division in charge, or is seconded to it, for the whole of a term. */
function belongs(account: Belonging, term: Term): boolean {
  if (account.department === HEALTH_DIVISION) return true;
  const secondment = secondmentOf(account);
  return secondment !== null && isWithin(term, secondment);
}

function secondmentOf({ secondedFrom, secondedTo }: Belonging): Term | null {
  return secondedFrom === null || secondedTo === null ? null : { begins: secondedFrom, ends: secondedTo };
}

/** Whether a role may be given to somebody who belongs there, from its first day on. */
export function mayHaveRole(role: string, account: Belonging, begins: string): boolean {
  return !DIVISION_ROLES.has(role) || belongs(account, { begins, ends: begins });
}

/** Whether a menu may be opened to an account for a term: one that opens the file, to the division in charge only. */
export function mayHaveMenu(
  { grants }: ChangeContext['policy'],
  account: AccountRow,
  { purpose, ...term }: Term & { readonly purpose: Purpose },
): boolean {
  const { role, kind } = account;
  if (kind === 'service' || OTHER_ROLES.has(role) || belongs(account, term)) return true;
  return !CLASSIFICATIONS.some(
    (classification) =>
      !UNGUARDED.has(classification) && VERBS.some((verb) => grants({ role, purpose, verb, classification })),
  );
}
