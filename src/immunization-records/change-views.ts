import type { ChangeRow } from './change-row.js';
import type { ChangeView } from './record-access.js';
import { rowContentOf } from './row-content.js';
import type { RecordWarningCode } from './record-texts.js';
import type { ChangeKind, ChangeState, Evidence, Origin, Way } from './terms.js';

/** A stored change as it is read; what stands in the store was judged when it came there. */
export function changeView(row: ChangeRow): ChangeView {
  return {
    ...{ id: row.id, atenaNumber: row.atenaNumber, doseId: row.doseId },
    ...{ reason: row.reason, account: row.account, at: row.at, contentHash: row.contentHash },
    ...{ decidedBy: row.decidedBy, decidedAt: row.decidedAt, decisionReason: row.decisionReason },
    kind: row.kind as ChangeKind,
    state: row.state as ChangeState,
    way: row.way as Way,
    origin: row.origin as Origin | null,
    evidence: row.evidence as Evidence | null,
    warnings: row.warnings.split(' ').filter((word) => word !== '') as RecordWarningCode[],
    before: rowContentOf(row.before),
    after: rowContentOf(row.after),
    baseVersion: row.baseVersion === null ? null : String(row.baseVersion),
    version: row.version === null ? null : String(row.version),
    locks: row.locks === 1,
  };
}

const IN_LOG: Readonly<Record<ChangeKind, string>> = {
  RECORD: 'RECORDED',
  CORRECT: 'CORRECTED',
  WITHDRAW: 'WITHDRAWN',
};

/** What a change came to, for the access log: with what it was done in spite of. */
export function resultOf({ kind, state, warnings, decidedBy }: ChangeRow): string {
  if (state === 'REFUSED') return 'STALE';
  if (state === 'AWAITING_APPROVAL') return 'SUBMITTED';
  if (state !== 'DONE') return state;
  const done = [decidedBy === null ? '' : 'APPROVED', IN_LOG[kind as ChangeKind]];
  return [...done, warnings === '' ? '' : `despite ${warnings}`].filter((word) => word !== '').join(' ');
}
