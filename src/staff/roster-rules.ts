import { newId } from '../individual-number/new-id.js';
import { addDays } from '../calendar/plain-date.js';
import type { RosterRow } from './staff-rows.js';
import { liveAccount } from './account-rules.js';
import { capOf, CONTRACTOR_ROLE, handlersOn } from './contracts.js';
import { FormCheck } from './forms.js';
import { rejectChange, type ChangeContext, type ChangeResult } from './change-rule.js';
import type { StaffIndex } from './staff-index.js';
import { earlierEnd, isInForce, isWithin, overlap, type Term } from './term.js';

export interface RosterLineInput {
  readonly contract: string;
  readonly account: string;
  readonly begins: string;
  /** null: to the end of contract and account. */
  readonly ends: string | null;
}

/** R107, R129: a handler is named on the roster, within the declared number, or their account opens nothing. */
export function addRosterLine({ index, today }: ChangeContext, input: RosterLineInput): ChangeResult {
  const { faults } = new FormCheck().day('begins', input.begins).day('ends', input.ends);
  if (faults.length > 0) return { faults };
  const contract = index.contracts.get(input.contract);
  if (contract === undefined || contract.ends < today) return rejectChange('UNKNOWN_CONTRACT', 'contract');
  const account = liveAccount(index, input.account, today);
  if (account === null) return rejectChange('UNKNOWN_ACCOUNT', 'account');
  if (account.role !== CONTRACTOR_ROLE) return rejectChange('NOT_A_CONTRACTOR', 'account');
  const { begins } = input;
  const ends = input.ends ?? earlierEnd(contract.ends, account.ends);
  const term = { begins, ends };
  const backwards = ends !== null && ends < begins;
  if (begins < today || backwards || !isWithin(term, contract) || !isWithin(term, account))
    return rejectChange('TERM', 'begins');
  // Under two contracts at once nobody could say for whom they worked.
  if (index.linesOf(account.id).some((line) => overlap(line, term)))
    return rejectChange('ALREADY_EXISTS', 'account');
  if (mostHandlers(index, contract.id, term) >= capOf(contract))
    return rejectChange('CAP_REACHED', 'contract');
  const row: RosterRow = { id: newId(), contract: contract.id, account: account.id, begins, ends };
  const facts = { contract: contract.id, begins, ends };
  return { writes: [{ list: 'roster', mode: 'insert', row }], target: account.id, facts, id: row.id };
}

/** The number only rises on days when a line begins. */
function mostHandlers(index: StaffIndex, contract: string, term: Term): number {
  const lines = index.rows.roster.filter((line) => line.contract === contract);
  const days = [term.begins, ...lines.map(({ begins }) => begins).filter((day) => isInForce(term, day))];
  return Math.max(...days.map((day) => handlersOn(index, contract, day).length));
}

/** Taken off the roster at once. */
export function removeRosterLine(
  { index, today }: ChangeContext,
  { id }: { readonly id: string },
): ChangeResult {
  const line = index.rows.roster.find((row) => row.id === id);
  if (line === undefined || (line.ends !== null && line.ends < today))
    return rejectChange('UNKNOWN_LINE', 'id');
  const row: RosterRow = { ...line, ends: addDays(today, -1) };
  const facts = { contract: line.contract, ends: row.ends };
  return { writes: [{ list: 'roster', mode: 'update', row }], target: line.account, facts, id };
}
