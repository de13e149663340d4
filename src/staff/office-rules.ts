import { newId } from '../individual-number/new-id.js';
import { addDays } from '../calendar/plain-date.js';
import type { PurposeTable } from '../policy/purposes.js';
import type { HoldingRow, Write } from './staff-rows.js';
import { ADMIN_ROLE, liveAccount } from './account-rules.js';
import { FormCheck } from './forms.js';
import { rejectChange, type ChangeContext, type ChangeResult } from './change-rule.js';
import { isWithin, overlap } from './term.js';

export interface OfficeInput {
  readonly office: string;
  readonly account: string;
  readonly begins: string;
  readonly ends: string | null;
}

/**
 * Somebody takes an office over (R015, R016); who held it until then holds it to the day before, and today at
 * least, so that what they approved this morning stands. Never for days past: that would make an approver of one
 * who was none.
 */
export function appointOffice(context: ChangeContext, input: OfficeInput): ChangeResult {
  const refusal = unfit(context, input);
  if (refusal !== null) return refusal;
  const { index, today } = context;
  const { office, account, begins, ends } = input;
  const holders = index.holdingsOf(office).filter(({ delegatedBy }) => delegatedBy === null);
  const inTheWay = holders.filter((holding) => overlap(holding, { begins, ends }));
  if (inTheWay.some((holding) => holding.begins >= begins || holding.account === account)) {
    return rejectChange('ALREADY_EXISTS', 'office');
  }
  const dayBefore = addDays(begins, -1);
  const lastDay = dayBefore < today ? today : dayBefore;
  const writes = inTheWay.map((row): Write => ({
    list: 'holdings',
    mode: 'update',
    row: { ...row, ends: lastDay },
  }));
  return accepted(input, null, writes);
}

/** A delegate acts for the holder, for days that are named (R015). */
export function delegateOffice(
  context: ChangeContext,
  input: OfficeInput & { readonly ends: string },
): ChangeResult {
  const refusal = unfit(context, input);
  if (refusal !== null) return refusal;
  const { index } = context;
  const { office, account, begins, ends } = input;
  const all = index.holdingsOf(office);
  const holder = all.find((holding) => holding.delegatedBy === null && isWithin({ begins, ends }, holding));
  if (holder === undefined) return rejectChange('NO_HOLDER', 'office');
  if (index.isSamePerson(holder.account, account)) return rejectChange('SAME_PERSON', 'account');
  if (all.some((holding) => holding.account === account && overlap(holding, { begins, ends }))) {
    return rejectChange('ALREADY_EXISTS', 'account');
  }
  return accepted(input, holder.account, []);
}

export interface EndOfficeInput {
  readonly id: string;
  readonly on: string;
}

/**
 * Somebody leaves an office and nobody follows yet, or a delegate's time ends early. Not before today, so that what they
 * approved this morning stands; delegates of theirs have nothing from the next day on (`holdingOn`).
 */
export function endOffice({ index, today }: ChangeContext, { id, on }: EndOfficeInput): ChangeResult {
  const { faults } = new FormCheck().day('on', on);
  if (faults.length > 0) return { faults };
  const found = index.rows.holdings.find((row) => row.id === id);
  if (found === undefined || (found.ends !== null && found.ends < today))
    return rejectChange('UNKNOWN_HOLDING', 'id');
  if (on < today || on < found.begins || (found.ends !== null && found.ends < on))
    return rejectChange('TERM', 'on');
  const { office, account, delegatedBy } = found;
  return {
    writes: [{ list: 'holdings', mode: 'update', row: { ...found, ends: on } }],
    target: office,
    facts: { account, ends: on, delegatedBy },
    id,
  };
}

function unfit(
  { index, today, policy }: ChangeContext,
  { office, account, begins, ends }: OfficeInput,
): ChangeResult | null {
  const { faults } = new FormCheck().line('office', office, 64).day('begins', begins).day('ends', ends);
  if (faults.length > 0) return { faults };
  if (!officesOf(policy.purposes).has(office)) return rejectChange('UNKNOWN_OFFICE', 'office');
  const found = liveAccount(index, account, today);
  if (found === null) return rejectChange('UNKNOWN_ACCOUNT', 'account');
  // R153, R176: who makes accounts may not also say what they see.
  if (found.role === ADMIN_ROLE) return rejectChange('SEPARATION', 'account');
  const backwards = ends !== null && ends < begins;
  const outside = begins < found.begins || (found.ends !== null && (ends ?? begins) > found.ends);
  return begins < today || backwards || outside ? rejectChange('TERM', 'begins') : null;
}

/** The offices that own a menu or stand above one that does. */
export function officesOf(purposes: PurposeTable): ReadonlySet<string> {
  const named = [...purposes.values()].flatMap(({ menuOwner, upperOffice }) => [menuOwner, upperOffice]);
  return new Set(named.filter((office) => office !== null));
}

function accepted(input: OfficeInput, delegatedBy: string | null, writes: readonly Write[]): ChangeResult {
  const { office, account, begins, ends } = input;
  const row: HoldingRow = { id: newId(), office, account, begins, ends, delegatedBy };
  const facts = { account, begins, ends, delegatedBy };
  return {
    writes: [...writes, { list: 'holdings', mode: 'insert', row }],
    target: office,
    facts,
    id: row.id,
  };
}
