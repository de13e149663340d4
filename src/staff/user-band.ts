import { newId } from '../individual-number/new-id.js';
import type { OverrideRow } from './staff-rows.js';
import { rejectChange, type ChangeContext, type ChangeResult } from './change-rule.js';
import { FormCheck } from './forms.js';
import { overlap, type Term } from './term.js';

/** Most accounts of persons that the store takes at all: more is a mistyped number. */
const MOST = 9_999;

/** Whether one more account of a person may be made, and whether it goes beyond the declared band. */
export interface Users {
  readonly within: boolean;
  readonly beyond: boolean;
}

/**
 * R067: the assessment declares 10 to 49 users. The fiftieth is made where the head of the division in charge has
 * allowed more for the time being. An override by somebody who did not hold the office that day is none.
 */
export function usersWith({ index, today, policy }: ChangeContext, term: Term): Users {
  const many = 1 + index.rows.accounts.filter((row) => row.kind === 'person' && overlap(row, term)).length;
  if (many <= policy.detectors.bands.users.to) return { within: true, beyond: false };
  const office = headOffice(policy);
  const allowed = index.rows.overrides.some(
    ({ approver, approvedOn, users, ends }) =>
      many <= users && today <= ends && index.holdingOn(office, approver, approvedOn) !== null,
  );
  return { within: allowed, beyond: true };
}

/** What the log says of an account beyond the band: the threshold is to be judged anew. */
export const flagOf = ({ beyond }: Users): Readonly<Record<string, string>> =>
  beyond ? { assessment: 'R067' } : {};

/** The office that owns the menus of the file: its holder answers for the number of users. */
const headOffice = ({ purposes }: ChangeContext['policy']): string =>
  purposes.get('HISTORY')?.menuOwner ?? '';

export interface AllowMoreUsersInput {
  readonly users: number;
  readonly ends: string;
}

/** R067: the head lets there be more accounts of persons than declared, until a day, on record. */
export function allowMoreUsers(
  { index, today, actor, policy }: ChangeContext,
  { users, ends }: AllowMoreUsersInput,
): ChangeResult {
  const { faults } = new FormCheck()
    .day('ends', ends)
    .require(
      'users',
      Number.isSafeInteger(users) && users > policy.detectors.bands.users.to && users <= MOST,
    );
  if (faults.length > 0) return { faults };
  if (index.holdingOn(headOffice(policy), actor, today) === null) return rejectChange('NOT_THE_OWNER');
  if (ends < today) return rejectChange('TERM', 'ends');
  const row: OverrideRow = { id: newId(), approver: actor, approvedOn: today, users, ends };
  const facts = { users: String(users), ends, assessment: 'R067' };
  return {
    writes: [{ list: 'overrides', mode: 'insert', row }],
    target: headOffice(policy),
    facts,
    id: row.id,
  };
}
