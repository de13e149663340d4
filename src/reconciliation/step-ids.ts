import { namedId } from '../acts/named-id.js';
import type { FindingRow } from './finding-row.js';
import type { PlannedChange } from './plan-decision.js';

/**
 * A step by what it does to which dose, whatever the dose says by then and wherever in the plan the step stands: a plan
 * that is made anew has each of its steps under the id that it had.
 */
type Step = `LEDGER ${'CORRECT' | 'WITHDRAW' | 'RECORD'} ${string}` | `VRS ${VrsStep} ${string}`;
type VrsStep = 'CORRECT' | 'WITHDRAW' | 'RECORD';
type Decided = Pick<FindingRow, 'id' | 'decidedAct'>;

/** Under which its system knows the step of a decision: a UUID, in the ledger with a word before it. */
export function stepId(row: Decided, change: PlannedChange): string {
  return idOf(row, stepOf(change));
}

export const ledgerKey = (id: string): string => `recon-${id}`;

/** Keys of every step by which a decision on the finding may change the ledger, also of those a plan leaves out by now. */
export function ledgerKeysOf(row: Decided & Pick<FindingRow, 'ledgerId' | 'atenaNumber' | 'otherNumber'>) {
  const { ledgerId, atenaNumber, otherNumber } = row;
  const steps: readonly Step[] = [
    ...(ledgerId === null ? [] : ([`LEDGER CORRECT ${ledgerId}`, `LEDGER WITHDRAW ${ledgerId}`] as const)),
    `LEDGER RECORD ${atenaNumber}`,
    ...(otherNumber === null ? [] : ([`LEDGER RECORD ${otherNumber}`] as const)),
  ];
  return steps.map((step) => ledgerKey(idOf(row, step)));
}

function stepOf(change: PlannedChange): Step {
  if (change.side === 'LEDGER') {
    const { atenaNumber, change: made } = change;
    return made.is === 'RECORD' ? `LEDGER RECORD ${atenaNumber}` : `LEDGER ${made.is} ${made.id}`;
  }
  return `VRS ${change.is} ${change.is === 'RECORD' ? change.ledgerId : change.record.id}`;
}

/** Of the approval and the step. */
const idOf = ({ decidedAct, id }: Decided, step: Step): string => namedId(`${decidedAct} ${id} ${step}`);
