import { createHash } from 'node:crypto';

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

export interface CarryParts {
  readonly sources: Pick<Sources, 'ask' | 'send'>;
  readonly vrs: VaccinationRecordSystem;
  readonly staff: () => string;
  readonly correctLedger: CorrectLedger;
  /** Both sides of a finding as they stand, whole. */
  readonly rowsOf: (row: FindingRow, signal: AbortSignal) => Promise<RowsOfFinding>;
}

/**
 * Carries an approved decision into the systems, the ledger first. Each step is known to its system under an id of its
 * own and skipped where it has been made already, so that whoever finds the finding CORRECTING after a crash or a
 * silence begins again from the first. Null when all is done, else the code of a refusal.
 */
export async function carryDecision(
  parts: CarryParts,
  row: FindingRow,
  signal: AbortSignal,
): Promise<string | null> {
  const rows = await parts.rowsOf(row, signal);
  const plan = planOf(row, rows);
  if (typeof plan === 'string') return plan;
  for (const [at, change] of plan.entries()) {
    const refused = await carry(parts, row, { change, at, rows, signal });
    if (refused !== null) return refused;
  }
  return null;
}

interface Step {
  readonly change: PlannedChange;
  /** Place in the plan. */
  readonly at: number;
  readonly rows: RowsOfFinding;
  readonly signal: AbortSignal;
}

function carry(parts: CarryParts, row: FindingRow, step: Step): Promise<string | null> {
  const { change, at } = step;
  if (change.side === 'VRS') return carryToVrs(parts, row, step);
  return parts.correctLedger({
    key: `recon-${idOf(row, at)}`,
    atenaNumber: change.atenaNumber,
    change: change.change,
    reason: `VRS ${row.kind}: ${row.decision}, ${row.reason} (${row.decidedBy})`,
    proposedBy: row.proposedBy ?? '',
    approvedBy: row.decidedBy ?? '',
  });
}

async function carryToVrs(
  { sources, vrs, staff }: CarryParts,
  row: FindingRow,
  { change, at, signal }: Step,
): Promise<string | null> {
  if (change.side !== 'VRS') return null;
  const requestId = idOf(row, at);
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

/** A UUID of the name-based kind (RFC 9562, version 8): of the approval and the step. */
function idOf({ decidedAct, id }: FindingRow, at: number): string {
  const hex = createHash('sha256').update(`${decidedAct} ${id} ${at}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
