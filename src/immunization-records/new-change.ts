import type { DoseContent } from '../../adapters/health-management/model.js';
import { canonicalHash, type Canonical } from '../json/canonical.js';
import type { ApprovalRule, RecordRules } from '../policy/record-rules.js';
import type { ChangeRow } from './change-row.js';
import { rowJson, type RowContent } from './row-content.js';
import type { RecordWarning } from './record-texts.js';
import { isImport, type ChangeKind, type Evidence, type Origin, type Way } from './terms.js';

/** What a change is made of, but for who makes it. */
export interface NewChange {
  readonly kind: ChangeKind;
  readonly doseId: string | null;
  readonly atenaNumber: string;
  readonly healthNumber: string;
  readonly way: Way;
  readonly origin: Origin | null;
  readonly evidence: Evidence | null;
  readonly reason: string | null;
  readonly warnings: readonly RecordWarning[];
  readonly baseVersion: number | null;
  readonly before: RowContent | null;
  readonly after: RowContent | null;
  /** Somebody else has to approve it before anything is changed. */
  readonly awaits: boolean;
}

export interface Maker {
  readonly account: string;
  readonly caseNumber: string | null;
  readonly now: () => string;
}

/** The row of a change that begins; `id` is the act's. */
export function newChangeRow(change: NewChange, id: string, { account, caseNumber, now }: Maker): ChangeRow {
  const { awaits, warnings, before, after, ...facts } = change;
  const row = {
    ...facts,
    ...{ id, account, caseNumber, at: now() },
    state: awaits ? 'AWAITING_APPROVAL' : 'PENDING',
    warnings: warnings.map(({ code }) => code).join(' '),
    before: before && rowJson(before),
    after: after && rowJson(after),
    version: null,
    // What somebody has corrected or withdrawn is settled; what a machine has changed is not.
    locks: change.kind !== 'RECORD' && !isImport(change.way) ? 1 : 0,
    ...{ decidedBy: null, decidedAt: null, decidedAct: null, decisionReason: null },
  };
  const { kind, doseId, baseVersion, reason } = row;
  const content = { id, kind, doseId, baseVersion, reason, before: row.before, after: row.after };
  return { ...row, contentHash: awaits ? canonicalHash(content) : null };
}

/** R169: whether the policy asks for a second person. */
export function needsApproval(
  { approvalFor }: Pick<RecordRules, 'approvalFor'>,
  kind: Exclude<ChangeKind, 'RECORD'>,
  locked: boolean,
): boolean {
  const asked: readonly ApprovalRule[] = locked ? [kind, 'LOCKED'] : [kind];
  return asked.some((rule) => approvalFor.includes(rule));
}

export const asCanonical = (content: Partial<DoseContent>): Canonical => ({ ...content });
