import { addDays } from '../calendar/plain-date.js';
import type { AccountRow, Write } from './staff-rows.js';
import { CONTRACTOR_ROLE } from './contracts.js';
import { mayHaveRole } from './departments.js';
import { FormCheck } from './forms.js';
import { mayBeMachine } from './machines.js';
import { flagOf, usersWith } from './user-band.js';
import { rejectChange, type ChangeContext, type ChangeResult } from './change-rule.js';
import { isSameNumber, type StaffIndex } from './staff-index.js';
import { earlierEnd, overlap } from './term.js';

export const ADMIN_ROLE = 'admin';
/**
 * R176: as few account administrators as will do. Three: one, a deputy for times of leave, and one more so that a
 * handover needs no exception.
 */
export const MOST_ADMINS = 3;

export const END_REASONS = ['TRANSFER', 'RETIREMENT', 'CONTRACT_END', 'MISUSE', 'OTHER'] as const;
export type EndReason = (typeof END_REASONS)[number];

export interface CreateAccountInput {
  readonly account: string;
  /** Staff number; null for a machine. */
  readonly personId: string | null;
  readonly role: string;
  readonly kind: 'person' | 'service';
  readonly nameJa: string;
  readonly nameEn: string;
  readonly loginMethods: readonly string[];
  readonly begins: string;
  readonly ends: string | null;
  /** Division; of a person who works for the city it must be said (R014). */
  readonly department: string | null;
  /** A recorded secondment to the division in charge; null for none. */
  readonly secondment: Secondment | null;
}

/** Days of a secondment; both count. */
export interface Secondment {
  readonly begins: string;
  readonly ends: string;
}

/** R172, R175: one account per person, for a term. It opens nothing until menus are granted and duties recorded. */
export function createAccount(context: ChangeContext, input: CreateAccountInput): ChangeResult {
  const { index, today, policy } = context;
  const { account, personId, role, kind, nameJa, nameEn, loginMethods, begins, ends } = input;
  const form = formOf(context, input);
  if (form.faults.length > 0) return { faults: form.faults };
  if (!policy.roles.includes(role)) return rejectChange('UNKNOWN_ROLE', 'role');
  if (hasName([...index.accounts.keys()], account)) return rejectChange('ALREADY_EXISTS', 'account');
  if (begins < today || (ends !== null && ends < begins)) return rejectChange('TERM', 'begins');
  const term = { begins, ends };
  // R153: who administers accounts reads no resident under another one: they have no other one.
  if (personId !== null && index.rows.accounts.some((other) => isOf(other, personId) && overlap(other, term)))
    return rejectChange('SAME_PERSON', 'personId');
  const admins = index.rows.accounts.filter((other) => other.role === ADMIN_ROLE && overlap(other, term));
  if (role === ADMIN_ROLE && admins.length >= MOST_ADMINS) return rejectChange('CAP_REACHED', 'role');
  const belonging = belongingOf(input);
  if (!mayHaveRole(role, belonging, begins)) return rejectChange('DEPARTMENT', 'department');
  const users = kind === 'person' ? usersWith(context, term) : { within: true, beyond: false };
  if (!users.within) return rejectChange('OVERRIDE_NEEDED', 'account');
  const row: AccountRow = {
    id: account,
    personId,
    role,
    kind,
    nameJa,
    nameEn,
    ...term,
    loginMethods: loginMethods.join(' '),
    endReason: null,
    credentialRenewedOn: null,
    trainedOn: null,
    pledgedOn: null,
    ...belonging,
  };
  const { department, secondedFrom, secondedTo } = belonging;
  const facts = { role, kind, begins, ends, department, secondedFrom, secondedTo, ...flagOf(users) };
  return { writes: [{ list: 'accounts', mode: 'insert', row }], target: account, facts, id: account };
}

const isOf = (account: AccountRow, personId: string): boolean => isSameNumber(personId, account.personId);

function formOf({ policy }: ChangeContext, input: CreateAccountInput): FormCheck {
  const { account, personId, kind, role, loginMethods, department } = input;
  const form = new FormCheck().name('account', account);
  form.line('nameJa', input.nameJa).line('nameEn', input.nameEn);
  form.day('begins', input.begins).day('ends', input.ends);
  if (personId !== null) form.name('personId', personId, 32);
  form.require('personId', (kind === 'person') === (personId !== null));
  form.require('kind', mayBeMachine({ kind, role }));
  form.require(
    'loginMethods',
    loginMethods.every((method) => policy.methods.includes(method)),
  );
  if (department !== null) return checkBelonging(form, input);
  return form.require('department', kind === 'service' || role === CONTRACTOR_ROLE);
}

function checkBelonging(
  form: FormCheck,
  { department, secondment }: Pick<CreateAccountInput, 'department' | 'secondment'>,
): FormCheck {
  form.line('department', department ?? '');
  if (secondment === null) return form;
  form.day('secondment.begins', secondment.begins).day('secondment.ends', secondment.ends);
  return form.require('secondment', secondment.begins <= secondment.ends);
}

type Belonging = Pick<AccountRow, 'department' | 'secondedFrom' | 'secondedTo'>;
const belongingOf = ({
  department,
  secondment,
}: Pick<CreateAccountInput, 'department' | 'secondment'>): Belonging => ({
  department,
  secondedFrom: secondment?.begins ?? null,
  secondedTo: secondment?.ends ?? null,
});

export interface AssignDepartmentInput {
  readonly account: string;
  readonly department: string;
  readonly secondment: Secondment | null;
}

/**
 * R014, R175: a transfer, a secondment, or a division that nobody had recorded yet. In force at the next request:
 * whoever leaves the division in charge reads nothing of the file from then on.
 */
export function assignDepartment(
  { index, today }: ChangeContext,
  input: AssignDepartmentInput,
): ChangeResult {
  const found = liveAccount(index, input.account, today);
  const form = checkBelonging(new FormCheck(), input).require('account', found?.kind !== 'service');
  if (form.faults.length > 0) return { faults: form.faults };
  if (found === null) return rejectChange('UNKNOWN_ACCOUNT', 'account');
  if (input.secondment !== null && input.secondment.ends < today) return rejectChange('TERM', 'secondment');
  const belonging = belongingOf(input);
  const { department, secondedFrom, secondedTo } = belonging;
  return {
    writes: [{ list: 'accounts', mode: 'update', row: { ...found, ...belonging } }],
    target: found.id,
    facts: { department, secondedFrom, secondedTo },
    id: found.id,
  };
}

/** SQL Server compares names without regard to case, and so do people. */
export function hasName(names: readonly string[], name: string): boolean {
  return names.some((known) => known.toLowerCase() === name.toLowerCase());
}

export interface EndAccountInput {
  readonly account: string;
  /** Last day; yesterday closes the account at once. */
  readonly on: string;
  readonly reason: EndReason;
}

/**
 * R175: ended on transfer or retirement, never deleted, for the log speaks of it for years. Its roster lines
 * end with it.
 */
export function endAccount(
  { index, today }: ChangeContext,
  { account, on, reason }: EndAccountInput,
): ChangeResult {
  const { faults } = new FormCheck().day('on', on);
  if (faults.length > 0) return { faults };
  const found = liveAccount(index, account, today);
  if (found === null) return rejectChange('UNKNOWN_ACCOUNT', 'account');
  if (on < addDays(today, -1) || (found.ends !== null && found.ends < on)) return rejectChange('TERM', 'on');
  const lines = index.linesOf(account).filter(({ ends }) => ends === null || on < ends);
  const writes: readonly Write[] = [
    { list: 'accounts', mode: 'update', row: { ...found, ends: on, endReason: reason } },
    ...lines.map((line): Write => ({
      list: 'roster',
      mode: 'update',
      row: { ...line, ends: earlierEnd(line.ends, on) },
    })),
  ];
  return { writes, target: account, facts: { ends: on, reason }, id: account };
}

/**
 * What is recorded of a person, by its column: renewal (R173), training (R112, R179, R233), pledge (R114, R178).
 */
export type Duty = 'credentialRenewedOn' | 'trainedOn' | 'pledgedOn';

export interface RecordDutyInput {
  readonly account: string;
  readonly duty: Duty;
  readonly on: string;
}

export function recordDuty(
  { index, today }: ChangeContext,
  { account, duty, on }: RecordDutyInput,
): ChangeResult {
  const found = liveAccount(index, account, today);
  const { faults } = new FormCheck().day('on', on).require('account', found?.kind !== 'service');
  if (faults.length > 0) return { faults };
  if (found === null) return rejectChange('UNKNOWN_ACCOUNT', 'account');
  // A day to come would stretch the half-year, an earlier one than is known would rewrite what the log has seen.
  if (on > today || on < (found[duty] ?? '')) return rejectChange('TERM', 'on');
  const write: Write = { list: 'accounts', mode: 'update', row: { ...found, [duty]: on } };
  return { writes: [write], target: account, facts: { on }, id: account };
}

/** An account that has not ended; it may be one that has not begun. */
export function liveAccount(index: StaffIndex, account: string, today: string): AccountRow | null {
  const found = index.accounts.get(account);
  return found === undefined || (found.ends !== null && found.ends < today) ? null : found;
}
