import { newId } from '../individual-number/new-id.js';
import { addMonths } from '../calendar/plain-date.js';
import type { Purpose } from '../policy/terms.js';
import { ADMIN_ROLE } from './account-rules.js';
import { rejectChange, type ChangeContext, type ChangeResult } from './change-rule.js';
import { FormCheck } from './forms.js';
import type { AccountRow, GrantRow, HoldingRow, Write } from './staff-rows.js';

/** One person of the first two. */
export interface FirstPerson {
  /** What the identity provider's tokens say in `sub`. */
  readonly subject: string;
  /** Staff number. */
  readonly person: string;
  readonly nameJa: string;
  readonly nameEn: string;
}

export interface FirstAdministratorInput {
  readonly administrator: FirstPerson;
  /** Holds the office that owns the administrator's menu, and grants it. */
  readonly head: FirstPerson;
  /** Account or staff number of the holder of the office above, who has ordered this. */
  readonly orderedBy: string;
  /** Days on which both were trained and pledged secrecy, as the papers say. */
  readonly trainedOn: string;
  readonly pledgedOn: string;
}

const MENU: Purpose = 'ADMINISTRATION';
/** Long enough to make the others; then it is granted again by those who own the menu. */
const MONTHS = 12;

/**
 * R175, R176: the two that a store without any account begins with: one who makes accounts, and the head who grants
 * menus. Neither reads a resident. Refused as soon as there is an account at all.
 */
export function firstAdministrator(
  { index, today, policy }: ChangeContext,
  input: FirstAdministratorInput,
): ChangeResult {
  const { administrator, head, orderedBy } = input;
  const form = new FormCheck().name('orderedBy', orderedBy);
  for (const [field, { subject, person, nameJa, nameEn }] of Object.entries({ administrator, head }))
    form.name(field, subject).name(field, person, 32).line(field, nameJa).line(field, nameEn);
  for (const day of ['trainedOn', 'pledgedOn'] as const)
    form.day(day, input[day]).require(day, input[day] <= today);
  if (form.faults.length > 0) return { faults: form.faults };
  if (index.accounts.size > 0) return rejectChange('ALREADY_EXISTS', 'administrator');
  const people = [administrator.subject, administrator.person, head.subject, head.person, orderedBy];
  if (new Set(people.map((name) => name.toLowerCase())).size < people.length)
    return rejectChange('SAME_PERSON', 'head');
  const menu = policy.purposes.get(MENU);
  if (menu === undefined || menu.upperOffice === null) return rejectChange('UNKNOWN_OFFICE');
  const ends = addMonths(today, MONTHS);
  const account = (row: FirstPerson, role: string) => accountRow(row, role, { ...input, today });
  const writes: readonly Write[] = [
    insert('accounts', account(administrator, ADMIN_ROLE)),
    insert('accounts', account(head, 'manager')),
    insert('holdings', holding(menu.upperOffice, orderedBy, today)),
    insert('holdings', holding(menu.menuOwner, head.subject, today)),
    insert('grants', grant(administrator.subject, head.subject, { today, ends })),
    insert('grants', grant(head.subject, orderedBy, { today, ends })),
  ];
  const facts = {
    head: head.subject,
    orderedBy,
    trainedOn: input.trainedOn,
    pledgedOn: input.pledgedOn,
    ends,
  };
  return { writes, target: administrator.subject, facts, id: administrator.subject };
}

const insert = <List extends 'accounts' | 'holdings' | 'grants'>(
  list: List,
  row: Extract<Write, { list: List }>['row'],
): Write => ({ list, mode: 'insert', row }) as Write;

function accountRow(
  { subject, person, nameJa, nameEn }: FirstPerson,
  role: string,
  {
    trainedOn,
    pledgedOn,
    today,
  }: Pick<FirstAdministratorInput, 'trainedOn' | 'pledgedOn'> & { today: string },
): AccountRow {
  return {
    id: subject,
    personId: person,
    role,
    kind: 'person',
    nameJa,
    nameEn,
    loginMethods: '',
    begins: today,
    ends: null,
    endReason: null,
    credentialRenewedOn: today,
    trainedOn,
    pledgedOn,
    // Neither belongs to the division in charge: what they are for needs none.
    department: null,
    secondedFrom: null,
    secondedTo: null,
  };
}

const holding = (office: string, account: string, begins: string): HoldingRow => ({
  id: newId(),
  office,
  account,
  begins,
  ends: null,
  delegatedBy: null,
});

const grant = (
  account: string,
  approver: string,
  { today, ends }: { readonly today: string; readonly ends: string },
): GrantRow => ({
  id: newId(),
  account,
  purpose: MENU,
  approver,
  approvedOn: today,
  begins: today,
  ends,
  revokedOn: null,
  revokedBy: null,
});
