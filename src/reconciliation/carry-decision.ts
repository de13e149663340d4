import {
  RecordSystemRefused,
  type VaccinationRecordSystem,
  type VrsCall,
} from '../../adapters/vaccination-record-system/model.js';
import { couponLineOf } from '../../adapters/vaccination-record-system/protocol/coupon-line.js';

import type { Sources } from '../sources/sources.js';
import type { CorrectLedger } from './correct-ledger.js';
import type { FindingRow } from './finding-row.js';
import { planOf, type PlannedChange } from './plan-decision.js';
import type { RowsOfFinding } from './read-rows.js';
import { ledgerKey, ledgerKeysOf, stepId } from './step-ids.js';

export interface CarryParts {
  readonly sources: Pick<Sources, 'ask' | 'send'>;
  readonly vrs: VaccinationRecordSystem;
  readonly staff: () => string;
  readonly correctLedger: CorrectLedger;
  /** Whether the ledger's desk has begun something for an account under a key, however it ended. */
  readonly hasLedgerAct: (account: string, key: string) => Promise<boolean>;
  /** Whether a run that looked now would find the same. Rejects with `SourceError` where a system does not answer. */
  readonly isStillFound: (row: FindingRow, signal: AbortSignal) => Promise<boolean>;
  /** Both sides of a finding as they stand, whole. */
  readonly rowsOf: (row: FindingRow, signal: AbortSignal) => Promise<RowsOfFinding>;
}

/**
 * Carries an approved decision into the systems, the ledger first. Each step is known to its system under an id of its
 * own and skipped where it has been made already, so that whoever finds the finding CORRECTING after a crash or a
 * silence begins again from the first. Where none has been begun yet, that may be long after the approval: what is no
 * longer found is CHANGED. Null when all is done, else the code of a refusal.
 */
export async function carryDecision(
  parts: CarryParts,
  row: FindingRow,
  signal: AbortSignal,
): Promise<string | null> {
  const rows = await parts.rowsOf(row, signal);
  const plan = planOf(row, rows);
  if (typeof plan === 'string') return plan;
  const steps = plan.map((change) => ({ change, id: stepId(row, change), signal }));
  const left = steps.filter(({ id }) => !rows.recorded.has(id));
  const hasBegun = left.length < steps.length || (await hasBegunLedger(parts, row));
  // All is as it was decided: there is nothing that could be lost.
  const isMade = row.decision !== 'NO_FAULT' && left.length === 0;
  if (!hasBegun && !isMade && !(await parts.isStillFound(row, signal))) return 'CHANGED';
  for (const step of left) {
    const refused = await carry(parts, row, step);
    if (refused !== null) return refused;
  }
  return null;
}

/** The ledger comes first: a plan that has changed it, or tried to, has begun. */
async function hasBegunLedger({ hasLedgerAct }: CarryParts, row: FindingRow): Promise<boolean> {
  for (const key of ledgerKeysOf(row)) if (await hasLedgerAct(row.proposedBy ?? '', key)) return true;
  return false;
}

interface Step {
  readonly change: PlannedChange;
  readonly id: string;
  readonly signal: AbortSignal;
}

function carry(parts: CarryParts, row: FindingRow, step: Step): Promise<string | null> {
  const { change, id } = step;
  if (change.side === 'VRS') return carryToVrs(parts, step);
  return parts.correctLedger({
    key: ledgerKey(id),
    atenaNumber: change.atenaNumber,
    change: change.change,
    reason: `VRS ${row.kind}: ${row.decision}, ${row.reason} (${row.decidedBy})`,
    proposedBy: row.proposedBy ?? '',
    approvedBy: row.decidedBy ?? '',
  });
}

async function carryToVrs(
  { sources, vrs, staff }: CarryParts,
  { change, id: requestId, signal }: Step,
): Promise<string | null> {
  if (change.side !== 'VRS') return null;
  const send = async (call: (live: VrsCall) => Promise<unknown>): Promise<string | null> => {
    try {
      await sources.send('VACCINATION_RECORD_SYSTEM', signal, (live) =>
        call({ staff: staff(), signal: live }),
      );
      return null;
    } catch (error) {
      if (error instanceof RecordSystemRefused) return error.code;
      throw error;
    }
  };
  switch (change.is) {
    case 'CORRECT': {
      const { id, version } = change.record;
      const { coupon, dose, facts } = change;
      return send((call) =>
        vrs.correctDose({ ...facts, requestId, id, version, coupon, dose, reason: change.reason }, call),
      );
    }
    case 'WITHDRAW': {
      const { id, version } = change.record;
      return send((call) => vrs.withdrawDose({ requestId, id, version, reason: 'OTHER' }, call));
    }
    case 'RECORD': {
      const { coupon, dose, facts } = change;
      const line = couponLineOf({ kind: '1', dose, municipality: vrs.municipality, coupon });
      return send((call) => vrs.recordDose({ ...facts, requestId, line, reading: 'HAND' }, call));
    }
  }
}
