import { addDays } from '../calendar/plain-date.js';
import { WORKS, type Work } from '../policy/terms.js';
import type { ContractRow } from './staff-rows.js';
import { hasName } from './account-rules.js';
import { areNetworks, areWithin, bandOf, endpointsOf } from './contracts.js';
import { FormCheck } from './forms.js';
import { rejectChange, type ChangeContext, type ChangeResult } from './change-rule.js';
import type { StaffIndex } from './staff-index.js';
import { isWithin } from './term.js';

/** What a written application for re-entrustment states, and the day the city approved it (R108). */
export interface ReEntrustmentInput {
  readonly primeContract: string;
  readonly reason: string;
  readonly information: string;
  readonly safety: string;
  readonly supervision: string;
  readonly approvedOn: string;
}

export interface RegisterContractInput {
  readonly contract: string;
  readonly contractor: string;
  readonly matter: string;
  readonly responsible: string;
  readonly begins: string;
  readonly ends: string;
  readonly handlerCap: number;
  readonly approvedEndpoints: readonly string[];
  readonly bornFrom: string | null;
  readonly bornTo: string | null;
  readonly reEntrustment: ReEntrustmentInput | null;
  /** What it is about; of a re-entrusted part, null stands for what its prime contract is about. */
  readonly work: Work | null;
  /** Whether parts of it may be re-entrusted; never of a part itself. */
  readonly partsAllowed: boolean;
}

/** Longest list of networks the store's column holds. */
const LONGEST_LIST = 1000;

/** R111: who is responsible, for what, by whom and from where stands before the first handler does. */
export function registerContract(context: ChangeContext, input: RegisterContractInput): ChangeResult {
  const { index, today } = context;
  const form = formOf(input);
  if (form.faults.length > 0) return { faults: form.faults };
  if (hasName([...index.contracts.keys()], input.contract)) return rejectChange('ALREADY_EXISTS', 'contract');
  if (input.ends < input.begins || input.ends < today) return rejectChange('TERM', 'ends');
  const { bornFrom, bornTo } = input;
  if (bornFrom !== null && bornTo !== null && bornTo < bornFrom) return rejectChange('TERM', 'bornTo');
  const refusal = input.reEntrustment === null ? null : unlawful(context, input, input.reEntrustment);
  if (refusal !== null) return refusal;
  const row = rowOf(input, workOf(index, input));
  if (row.handlerCap > bandOf(row.work)) return rejectChange('CAP_REACHED', 'handlerCap');
  const { id, begins, ends, primeContract, approvedOn } = row;
  const { work, partsAllowed } = row;
  const declared = { handlerCap: String(row.handlerCap), work, partsAllowed };
  const facts = { begins, ends, ...declared, primeContract, approvedOn };
  return { writes: [{ list: 'contracts', mode: 'insert', row }], target: id, facts, id };
}

const isPlaceOfWork = (networks: readonly string[]): boolean =>
  networks.length > 0 && areNetworks(networks) && networks.join(' ').length <= LONGEST_LIST;

/** A part is about what its prime contract is about (R109), unless it says less: that opens nothing more. */
function workOf(index: StaffIndex, { work, reEntrustment }: RegisterContractInput): Work | null {
  if (work !== null || reEntrustment === null) return work;
  const prime = index.contracts.get(reEntrustment.primeContract);
  return WORKS.find((known) => known === prime?.work) ?? null;
}

function formOf(input: RegisterContractInput): FormCheck {
  const form = new FormCheck().name('contract', input.contract, 32);
  form
    .line('contractor', input.contractor)
    .line('matter', input.matter, 400)
    .line('responsible', input.responsible);
  for (const day of ['begins', 'ends', 'bornFrom', 'bornTo'] as const) form.day(day, input[day]);
  form.require(
    'handlerCap',
    Number.isSafeInteger(input.handlerCap) && input.handlerCap >= 1 && input.handlerCap <= 9_999,
  );
  const networks = input.approvedEndpoints;
  // R111: a contract without a place of work cannot be kept to one.
  form.require('approvedEndpoints', isPlaceOfWork(networks));
  if (input.reEntrustment === null) return form.require('work', input.work !== null);
  form.require('partsAllowed', !input.partsAllowed);
  const { reason, information, safety, supervision, approvedOn } = input.reEntrustment;
  form.line('reason', reason, 400).line('information', information, 400);
  return form.line('safety', safety, 400).line('supervision', supervision, 400).day('approvedOn', approvedOn);
}

/**
 * R108, R119, R120: approved in writing before the work starts, and nowhere looser than the contract it is a
 * part of.
 */
function unlawful(
  { index, today }: ChangeContext,
  input: RegisterContractInput,
  part: ReEntrustmentInput,
): ChangeResult | null {
  const prime = index.contracts.get(part.primeContract);
  // R121: the contractor answers for its own sub-contractor; a chain would have nobody who does.
  if (prime === undefined || prime.primeContract !== null || prime.ends < today) {
    return rejectChange('UNKNOWN_CONTRACT', 'primeContract');
  }
  if (prime.partsAllowed !== 'YES') return rejectChange('NO_RE_ENTRUSTMENT', 'primeContract');
  if (part.approvedOn > today || part.approvedOn >= input.begins)
    return rejectChange('NOT_APPROVED', 'approvedOn');
  const wider =
    !isWithin(input, prime) ||
    input.handlerCap > prime.handlerCap ||
    (input.work !== null && input.work !== prime.work && input.work !== 'MAINTENANCE') ||
    !areWithin(input.approvedEndpoints, endpointsOf(prime)) ||
    (prime.bornFrom !== null && (input.bornFrom === null || input.bornFrom < prime.bornFrom)) ||
    (prime.bornTo !== null && (input.bornTo === null || input.bornTo > prime.bornTo));
  return wider ? rejectChange('WIDER') : null;
}

function rowOf(
  { contract, approvedEndpoints, reEntrustment, ...rest }: RegisterContractInput,
  work: Work | null,
): ContractRow {
  return {
    id: contract,
    contractor: rest.contractor,
    matter: rest.matter,
    responsible: rest.responsible,
    begins: rest.begins,
    ends: rest.ends,
    handlerCap: rest.handlerCap,
    approvedEndpoints: approvedEndpoints.join(' '),
    bornFrom: rest.bornFrom,
    bornTo: rest.bornTo,
    primeContract: reEntrustment?.primeContract ?? null,
    reason: reEntrustment?.reason ?? null,
    information: reEntrustment?.information ?? null,
    safety: reEntrustment?.safety ?? null,
    supervision: reEntrustment?.supervision ?? null,
    approvedOn: reEntrustment?.approvedOn ?? null,
    work,
    partsAllowed: rest.partsAllowed ? 'YES' : 'NO',
  };
}

/** The last day of a contract is brought forward; yesterday ends it at once. */
export function endContract(
  { index, today }: ChangeContext,
  { contract, on }: { readonly contract: string; readonly on: string },
): ChangeResult {
  const { faults } = new FormCheck().day('on', on);
  if (faults.length > 0) return { faults };
  const found = index.contracts.get(contract);
  if (found === undefined || found.ends < today) return rejectChange('UNKNOWN_CONTRACT', 'contract');
  if (on < addDays(today, -1) || on > found.ends) return rejectChange('TERM', 'on');
  const row: ContractRow = { ...found, ends: on };
  return {
    writes: [{ list: 'contracts', mode: 'update', row }],
    target: contract,
    facts: { ends: on },
    id: contract,
  };
}

export interface CompleteContractInput {
  readonly contract: string;
  readonly work: Work;
  readonly approvedEndpoints: readonly string[];
  readonly partsAllowed: boolean;
}

/**
 * What a contract lacks that was registered before it was asked for: until it is recorded, nobody comes in under it.
 * What is there already stays as it is; a contract that changes is another contract.
 */
export function completeContract(
  { index, today }: ChangeContext,
  input: CompleteContractInput,
): ChangeResult {
  const { faults } = new FormCheck().require('approvedEndpoints', isPlaceOfWork(input.approvedEndpoints));
  if (faults.length > 0) return { faults };
  const found = index.contracts.get(input.contract);
  if (found === undefined || found.ends < today) return rejectChange('UNKNOWN_CONTRACT', 'contract');
  if (found.work !== null && endpointsOf(found).length > 0) return rejectChange('ALREADY_EXISTS', 'contract');
  const prime = found.primeContract === null ? null : index.contracts.get(found.primeContract);
  const endpoints = endpointsOf(found).length > 0 ? endpointsOf(found) : input.approvedEndpoints;
  const work = found.work ?? input.work;
  const wider =
    prime !== null &&
    (input.partsAllowed ||
      (work !== prime?.work && work !== 'MAINTENANCE') ||
      !areWithin(endpoints, prime === undefined ? [] : endpointsOf(prime)));
  if (wider) return rejectChange('WIDER');
  const partsAllowed = found.partsAllowed ?? (input.partsAllowed ? 'YES' : 'NO');
  const row: ContractRow = { ...found, work, partsAllowed, approvedEndpoints: endpoints.join(' ') };
  return {
    writes: [{ list: 'contracts', mode: 'update', row }],
    target: found.id,
    facts: { work, partsAllowed },
    id: found.id,
  };
}
