import type { Flag } from '../../../adapters/vaccination-record-system/protocol/targets.js';
import type { FlagKind, FlagState } from '../../../adapters/vaccination-record-system/protocol/terms.js';

export interface FlagRow {
  readonly movement: string;
  readonly person: string;
  readonly kind: FlagKind;
  readonly effective_on: string;
  readonly planned: number;
  readonly cancelled: number;
  /** The day on which the person was registered anew; from it the flag holds no more. */
  readonly ended_on: string | null;
  readonly changed_at: string;
}

/** Whether the flag keeps the person from being a target on that day. */
export function isOpenOn({ effective_on: from, ended_on: to, cancelled }: FlagRow, day: string): boolean {
  return cancelled === 0 && from <= day && (to === null || day < to);
}

/** Neither cancelled nor ended: no other movement of its kind may stand beside it. */
export const stands = ({ cancelled, ended_on: ended }: FlagRow): boolean => cancelled === 0 && ended === null;

export function flagOf(row: FlagRow, today: string): Flag {
  const { movement, kind, effective_on: effectiveOn, planned, changed_at: changedAt } = row;
  return { movement, kind, effectiveOn, planned: planned === 1, state: stateOf(row, today), changedAt };
}

function stateOf(row: FlagRow, today: string): FlagState {
  if (row.cancelled === 1) return 'CANCELLED';
  if (row.ended_on !== null) return 'ENDED';
  return row.effective_on <= today ? 'IN_FORCE' : 'PENDING';
}
